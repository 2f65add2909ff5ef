import { gzipSync } from 'node:zlib'

/**
 * Where a secret of the corpus stands in what the client sends, or in what the service answers. `S` is its value.
 *
 * The service echoes a response from the query: `/say?type=…&header=…&body=…`, all in base64, so that the client
 * says what is answered and the secret itself is in no URL by its own name.
 */
export interface Planted {
  readonly title: string
  /** Sent by the client. */
  readonly sent?: {
    readonly target?: string
    readonly headers?: Readonly<Record<string, string>>
    readonly body?: string | Uint8Array
  }
  /** Answered by the service. */
  readonly answer?: {
    readonly headers?: readonly [string, string][]
    readonly body?: string | Uint8Array
  }
}

type Make = (secret: string) => Omit<Planted, 'title'>

const uri = encodeURIComponent
const base64 = (text: string): string => Buffer.from(text).toString('base64')
const base64url = (text: string): string => Buffer.from(text).toString('base64url')
const jwt = (signature: string): string =>
  [base64url('{"alg":"HS256"}'), base64url('{"sub":"ada"}'), base64url(signature)].join('.')

const sentAs =
  (type: string, body: (secret: string) => string | Uint8Array): Make =>
  (secret) => ({ sent: { headers: { 'Content-Type': type }, body: body(secret) } })
const sentIn =
  (name: string, value: (secret: string) => string): Make =>
  (secret) => ({ sent: { headers: { [name]: value(secret) } } })
const target =
  (path: (secret: string) => string): Make =>
  (secret) => ({ sent: { target: path(secret) } })
const answeredAs =
  (type: string, body: (secret: string) => string | Uint8Array): Make =>
  (secret) => ({ answer: { headers: [['Content-Type', type]], body: body(secret) } })
const answeredIn =
  (name: string, value: (secret: string) => string): Make =>
  (secret) => ({ answer: { headers: [[name, value(secret)]] } })
/** Sent under a name, and shown by the answer in some other text or coding. */
const echoed =
  (type: string, body: (secret: string) => string | Uint8Array): Make =>
  (secret) => ({
    sent: {
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ password: secret }),
    },
    answer: { headers: [['Content-Type', type]], body: body(secret) },
  })

const JSON_TYPE = 'application/json'
const FORM = 'application/x-www-form-urlencoded'
const MULTIPART = 'multipart/form-data; boundary=b'
const HTML = 'text/html'
const XML = 'application/xml'

/** Every place in which a recording may hold a secret, by what the place is called. */
export const PLACES: Readonly<Record<string, Make>> = {
  'request header X-Api-Key': sentIn('X-Api-Key', (s) => s),
  'request header in lower case': sentIn('x-auth-token', (s) => s),
  'request header X-CSRF-Token': sentIn('X-CSRF-Token', (s) => s),
  'request header of AWS': sentIn('X-Amz-Security-Token', (s) => s),
  'Bearer credentials': sentIn('Authorization', (s) => `Bearer ${s}`),
  'bearer in lower case': sentIn('authorization', (s) => `bearer ${s}`),
  'credentials without a scheme': sentIn('Authorization', (s) => s),
  'Basic credentials': sentIn('Authorization', (s) => `Basic ${base64(`ada:${s}`)}`),
  'Digest credentials': sentIn('Authorization', (s) => `Digest username="ada", response="${s}"`),
  'AWS credentials': sentIn(
    'Authorization',
    (s) => `AWS4-HMAC-SHA256 Credential=a/b, Signature=${s}`,
  ),
  'Proxy-Authorization': sentIn('Proxy-Authorization', (s) => `Basic ${base64(`ada:${s}`)}`),
  'a JSON Web Token': sentIn('Authorization', (s) => `Bearer ${jwt(s)}`),
  'a JSON Web Token under no name': sentIn('X-Custom', (s) => jwt(s)),
  Cookie: sentIn('Cookie', (s) => `lang=en; sid=${s}`),
  'Cookie in quotes': sentIn('Cookie', (s) => `sid="${s}"`),
  'Cookie under a harmless name': sentIn('Cookie', (s) => `theme=${s}`),
  'Cookie of JSON': sentIn('Cookie', (s) => `prefs=${uri(JSON.stringify({ token: s }))}`),
  'a link in Referer': sentIn('Referer', (s) => `http://a.test/?access_token=${s}`),
  'query parameter': target((s) => `?api_key=${s}&page=1`),
  'query parameter in another case': target((s) => `?API-Key=${s}`),
  'query parameter, encoded name': target((s) => `?user%5Bpassword%5D=${s}`),
  'JSON in a query parameter': target((s) => `?filter=${uri(JSON.stringify({ secret: s }))}`),
  'a URL in a query parameter': target((s) => `?next=${uri(`http://a.test/?token=${s}`)}`),
  'parameter of the path': target((s) => `;jsessionid=${s}`),
  'JSON member': sentAs(JSON_TYPE, (s) => JSON.stringify({ password: s })),
  'nested JSON member': sentAs(JSON_TYPE, (s) =>
    JSON.stringify({ a: [{ b: { clientSecret: s } }] }),
  ),
  'list of JSON': sentAs(JSON_TYPE, (s) => JSON.stringify({ refreshTokens: [s] })),
  'value below a JSON member': sentAs(JSON_TYPE, (s) => JSON.stringify({ session: { id: s } })),
  'JSON in a JSON string': sentAs(JSON_TYPE, (s) =>
    JSON.stringify({ raw: JSON.stringify({ token: s }) }),
  ),
  'form in a JSON string': sentAs(JSON_TYPE, (s) => JSON.stringify({ raw: `a=1&password=${s}` })),
  'JSON with spaces': sentAs(JSON_TYPE, (s) => `{ "pass_word" : "${s}" }`),
  'JSON of another type': sentAs('application/vnd.api+json', (s) => JSON.stringify({ apiKey: s })),
  'JSON without a type': sentAs('', (s) => JSON.stringify({ apiKey: s })),
  'compressed JSON': (s) => ({
    sent: {
      headers: { 'Content-Type': JSON_TYPE, 'Content-Encoding': 'gzip' },
      body: gzipSync(JSON.stringify({ password: s })),
    },
  }),
  'form field': sentAs(FORM, (s) => `user=ada&password=${s}`),
  'form field in brackets': sentAs(FORM, (s) => `user%5Bpassword%5D=${s}`),
  'JSON in a form field': sentAs(FORM, (s) => `payload=${uri(JSON.stringify({ password: s }))}`),
  'multipart field': sentAs(
    MULTIPART,
    (s) => `--b\r\nContent-Disposition: form-data; name="password"\r\n\r\n${s}\r\n--b--\r\n`,
  ),
  'JSON part': sentAs(
    MULTIPART,
    (s) =>
      `--b\r\nContent-Disposition: form-data; name="a"\r\nContent-Type: application/json\r\n\r\n{"token":"${s}"}\r\n--b--\r\n`,
  ),
  'XML element': sentAs(XML, (s) => `<a><password>${s}</password></a>`),
  'XML element with a namespace': sentAs(
    'text/xml',
    (s) => `<a><w:Password Type="x">${s}</w:Password></a>`,
  ),
  'XML attribute': sentAs(XML, (s) => `<user name="ada" password="${s}"/>`),
  CDATA: sentAs(XML, (s) => `<token><![CDATA[${s}]]></token>`),
  'plain text': sentAs('text/plain', (s) => `user: ada\npassword: ${s}\n`),
  'Set-Cookie': answeredIn('Set-Cookie', (s) => `sid=${s}; Path=/; HttpOnly`),
  'Set-Cookie, URL-encoded': answeredIn('Set-Cookie', (s) => `sid=s%3A${s}.x; Path=/`),
  'response header': answeredIn('X-Session-Token', (s) => s),
  'query of Location': answeredIn('Location', (s) => `/next?token=${s}`),
  'fragment of Location': answeredIn('Location', (s) => `/next#access_token=${s}`),
  'user info of Location': answeredIn('Location', (s) => `http://ada:${s}@a.test/`),
  'link in Link': answeredIn('Link', (s) => `<http://a.test/?sig=${s}>; rel="next"`),
  'JSON of a response': answeredAs(JSON_TYPE, (s) =>
    JSON.stringify({ access_token: s, token_type: 'Bearer' }),
  ),
  'large JSON of a response': answeredAs(JSON_TYPE, (s) =>
    JSON.stringify({ access_token: s, list: 'x'.repeat(9000) }),
  ),
  'form of a response': answeredAs('text/plain', (s) => `access_token=${s}&scope=a`),
  'hidden input': answeredAs(
    HTML,
    (s) => `<form><input type="hidden" name="csrf" value="${s}"></form>`,
  ),
  'hidden input, the value first': answeredAs(
    HTML,
    (s) => `<input value='${s}' name='authenticity_token' />`,
  ),
  'meta element': answeredAs(HTML, (s) => `<meta name="csrf-token" content="${s}">`),
  'script of a page': answeredAs(HTML, (s) => `<script>var state = {"csrfToken":"${s}"}</script>`),
  'link of a page': answeredAs(HTML, (s) => `<a href="/download?a=1&amp;signature=${s}">x</a>`),
  'event stream': answeredAs('text/event-stream', (s) => `data: {"token":"${s}"}\n\n`),
  'JSON by lines': answeredAs('application/x-ndjson', (s) => `{"a":1}\n{"token":"${s}"}\n`),
  'echo as text': echoed('text/plain', (s) => `it is ${s}.`),
  'echo URL-encoded': echoed('text/plain', (s) => `it is ${uri(s)}.`),
  'echo in base64': echoed('text/plain', (s) => `it is ${base64(s)} .`),
  'echo in base64 of JSON': echoed(
    'text/plain',
    (s) => `it is ${base64(JSON.stringify({ a: s }))} .`,
  ),
  'echo in HTML': echoed(HTML, (s) => `<p>${s.replaceAll('&', '&amp;')}</p>`),
  'echo in a large text': echoed('text/plain', (s) => `${'x '.repeat(9000)}${s}`),
  'echo in bytes': echoed('application/octet-stream', (s) =>
    Buffer.concat([Buffer.from([255, 0]), Buffer.from(s)]),
  ),
}
