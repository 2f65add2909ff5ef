import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import { exchange, textOf, type Side } from '../../tests/redaction/exchange.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { checkRedact, type Redact } from './options.ts'
import { Redaction } from './redaction.ts'

const JWT = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJhZGEifQ.dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk'
const SIGNATURE = JWT.split('.')[2]!

function redact(interactions: Interaction[], options: Redact = {}, env = {}): Interaction[] {
  return [...new Redaction(options, env).redact(interactions)]
}

/** The request's or response's body after redaction. */
function body(side: Side, options: Redact = {}): string {
  const [redacted] = redact([exchange('GET /', {}, side)], options)
  return Buffer.from(redacted!.response!.body).toString()
}

function header(field: string, options: Redact = {}): string {
  const [redacted] = redact([exchange('GET /', {}, { headers: [field] })], options)
  return redacted!.response!.headers.map(({ value }) => value).join()
}

const HEADERS: [field: string, becomes: string][] = [
  ['Authorization: Bearer abc123def', 'Bearer placeholder-authorization-1'],
  [
    `Authorization: Bearer ${JWT}`,
    `Bearer ${JWT.replace(SIGNATURE, 'placeholder-authorization-1')}`,
  ],
  ['Authorization: abc123def', 'placeholder-authorization-1'],
  ['Authorization: Digest username="ada", response="x"', 'Digest placeholder-authorization-1'],
  [
    `Authorization: Basic ${btoa('ada:pass:word')}`,
    `Basic ${btoa('ada:placeholder-authorization-1')}`,
  ],
  ['X-Api-Key: abc123def', 'placeholder-x-api-key-1'],
  ['x-csrf-token: 1', 'placeholder-x-csrf-token-1'],
  [
    'Cookie: sid=1; theme="dark"; a=; b',
    'sid=placeholder-sid-1; theme="placeholder-theme-1"; a=; b',
  ],
  [
    'Set-Cookie: sid=s%3Aabc; Path=/; Expires=Thu, 01 Jan 2026 00:00:00 GMT',
    'sid=placeholder-sid-1; Path=/; Expires=Thu, 01 Jan 2026 00:00:00 GMT',
  ],
  ['Set-Cookie: sid=; Max-Age=0', 'sid=; Max-Age=0'],
  [
    'Location: /next?token=abc&page=2#access_token=def',
    '/next?token=placeholder-token-1&page=2#access_token=placeholder-access-token-1',
  ],
  [
    'Location: https://ada:hunter@a.test/;jsessionid=12/x',
    'https://ada:placeholder-userinfo-1@a.test/;jsessionid=placeholder-jsessionid-1/x',
  ],
  [
    'Link: <https://a.test/?page=2&api_key=abc>; rel="next"',
    '<https://a.test/?page=2&api_key=placeholder-api-key-1>; rel="next"',
  ],
  ['Content-Type: text/html; charset=utf-8', 'text/html; charset=utf-8'],
  ['Access-Control-Allow-Credentials: true', 'true'],
]
for (const [field, becomes] of HEADERS) {
  test(`${field} -> ${becomes}`, () => expect(header(field)).toBe(becomes))
}

const JSON_TYPE = ['Content-Type: application/json']
const FORM = ['Content-Type: application/x-www-form-urlencoded']
const HTML = ['Content-Type: text/html']

const BODIES: [is: string, headers: string[], becomes: string][] = [
  [
    '{"password": "a\\"b", "id": 12345678901234567890}',
    JSON_TYPE,
    '{"password": "placeholder-password-1", "id": 12345678901234567890}',
  ],
  [
    '{"tokens":["a","b","a"],"token_type":"Bearer","prompt_tokens":1200}',
    JSON_TYPE,
    '{"tokens":["placeholder-tokens-1","placeholder-tokens-2","placeholder-tokens-1"],"token_type":"Bearer","prompt_tokens":1200}',
  ],
  [
    '{"session":{"id":"a","user":"ada"},"otp":123456}',
    JSON_TYPE,
    '{"session":{"id":"placeholder-session-id-1","user":"ada"},"otp":"placeholder-otp-1"}',
  ],
  ['{"token":null,"secret":"","csrf":true}', JSON_TYPE, '{"token":null,"secret":"","csrf":true}'],
  [
    '{"raw":"{\\"token\\":\\"abc\\"}"}',
    JSON_TYPE,
    '{"raw":"{\\"token\\":\\"placeholder-token-1\\"}"}',
  ],
  [
    '{"next":"https://a.test/?token=abc&b=1"}',
    JSON_TYPE,
    '{"next":"https://a.test/?token=placeholder-token-1&b=1"}',
  ],
  ['user=ada&password=a%20b+c&x', FORM, 'user=ada&password=placeholder-password-1&x'],
  [
    'data=%7B%22token%22%3A%22abc%22%7D',
    FORM,
    'data=%7B%22token%22%3A%22placeholder-token-1%22%7D',
  ],
  [
    'access_token=abc&scope=repo',
    ['Content-Type: text/plain'],
    'access_token=placeholder-access-token-1&scope=repo',
  ],
  [
    '<input type="hidden" name="csrf" value="a&amp;b">',
    HTML,
    '<input type="hidden" name="csrf" value="placeholder-csrf-1">',
  ],
  [
    "<input value='1' name=pin><input type=password value=x1>",
    HTML,
    "<input value='placeholder-pin-1' name=pin><input type=password value=placeholder-password-1>",
  ],
  [
    '<meta name="csrf-token" content="abc"/><meta name="csrf-param" content="t">',
    HTML,
    '<meta name="csrf-token" content="placeholder-csrf-token-1"/><meta name="csrf-param" content="t">',
  ],
  [
    '<a data-token="abc" href="/x?a=1&amp;sig=def">token</a>',
    HTML,
    '<a data-token="placeholder-token-1" href="/x?a=1&amp;sig=placeholder-sig-1">token</a>',
  ],
  [
    '<script>window.s = {"csrfToken": "abc"}</script>',
    HTML,
    '<script>window.s = {"csrfToken": "placeholder-csrftoken-1"}</script>',
  ],
  [
    '<u><w:Password type="t">a&lt;b</w:Password><token><![CDATA[c<d]]></token></u>',
    ['Content-Type: text/xml'],
    '<u><w:Password type="t">placeholder-password-1</w:Password><token><![CDATA[placeholder-token-1]]></token></u>',
  ],
  [
    'data: {"token":"abc"}\n\ndata: {"x":1}\n\n',
    ['Content-Type: text/event-stream'],
    'data: {"token":"placeholder-token-1"}\n\ndata: {"x":1}\n\n',
  ],
  [
    'user: ada\npassword: pass word\n',
    ['Content-Type: text/yaml'],
    'user: ada\npassword: placeholder-password-1\n',
  ],
  [
    `see ${JWT}!`,
    ['Content-Type: text/plain'],
    `see ${JWT.replace(SIGNATURE, 'placeholder-jwt-1')}!`,
  ],
  [
    '--b\r\nContent-Disposition: form-data; name="password"\r\n\r\nabc\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\nContent-Type: application/json\r\n\r\n{"token":"x"}\r\n--b--\r\n',
    ['Content-Type: multipart/form-data; boundary=b'],
    '--b\r\nContent-Disposition: form-data; name="password"\r\n\r\nplaceholder-password-1\r\n--b\r\nContent-Disposition: form-data; name="file"; filename="a.json"\r\nContent-Type: application/json\r\n\r\n{"token":"placeholder-token-1"}\r\n--b--\r\n',
  ],
]
for (const [is, headers, becomes] of BODIES) {
  test(`${is} -> ${becomes}`, () => expect(body({ headers, body: is })).toBe(becomes))
}

const SECRET = 'p&ss "wörd"/1+<x>\'s'

const CODINGS: [coding: string, coded: string][] = [
  ['as it is', SECRET],
  ['URL-encoded', encodeURIComponent(SECRET)],
  [
    'URL-encoded in lower case',
    encodeURIComponent(SECRET).replace(/%../g, (code) => code.toLowerCase()),
  ],
  ['form-encoded', new URLSearchParams({ a: SECRET }).toString().slice(2)],
  ['in JSON', JSON.stringify(SECRET)],
  ['in JSON in JSON', JSON.stringify(JSON.stringify(SECRET))],
  [
    'in JSON for a page',
    JSON.stringify(SECRET).replace(/[&<>']/g, (c) => `\\u00${c.charCodeAt(0).toString(16)}`),
  ],
  [
    'in HTML',
    SECRET.replaceAll('&', '&amp;')
      .replaceAll('<', '&lt;')
      .replaceAll('>', '&gt;')
      .replaceAll('"', '&quot;')
      .replaceAll("'", '&#39;'),
  ],
  ...['', 'a', 'ab'].flatMap((before): [string, string][] => [
    [`base64 behind "${before}"`, Buffer.from(`${before}${SECRET} and more`).toString('base64')],
    [`base64url behind "${before}"`, Buffer.from(`${before}${SECRET}`).toString('base64url')],
  ]),
]
for (const [coding, coded] of CODINGS) {
  test(`a password, ${coding}, in another text -> replaced there too`, () => {
    const [redacted] = redact([
      exchange(
        'POST /login',
        { headers: JSON_TYPE, body: JSON.stringify({ password: SECRET }) },
        {
          headers: ['Content-Type: text/plain'],
          body: `before ${coded} behind`,
        },
      ),
    ])
    const text = Buffer.from(redacted!.response!.body).toString()
    const plain = /base64/.test(coding)
      ? text.replace(/[\w+/=-]{20,}/, (run) => Buffer.from(run, 'base64').toString())
      : text
    expect(text).not.toContain(coded)
    expect(plain).toMatch(/^before "?(\\")?a?b?placeholder-password-1/)
    expect(text).toMatch(/ behind$/)
  })
}

test('one value -> one placeholder in all places, numbered by first appearance', () => {
  const redacted = redact([
    exchange(
      'POST /login',
      { headers: FORM, body: 'password=first-password' },
      { headers: ['Set-Cookie: sid=abc-123'], body: 'csrf abcdef-1' },
    ),
    exchange('POST /abc-123?note=first-password', {
      headers: ['Cookie: sid=abc-123; csrf=abcdef-1'],
    }),
    exchange('POST /login', { headers: FORM, body: 'password=second-password' }),
  ])
  expect(
    redacted.map(({ request }) => [request.url, Buffer.from(request.body).toString()]),
  ).toEqual([
    ['https://shop.test/login', 'password=placeholder-password-1'],
    ['https://shop.test/placeholder-sid-1?note=placeholder-password-1', ''],
    ['https://shop.test/login', 'password=placeholder-password-2'],
  ])
  expect(textOf(redacted[0]!)).toContain('csrf placeholder-csrf-1')
})

test('a short value -> replaced in its own place only', () => {
  const sent = {
    headers: ['Cookie: n=1; lang=english'],
    body: '{"password":"admin","role":"admin 1 english"}',
  }
  const [{ request } = {}] = redact([exchange('POST /', sent)])
  expect(Buffer.from(request!.body).toString()).toBe(
    '{"password":"placeholder-password-1","role":"admin 1 english"}',
  )
})

test('redacted again -> the same', () => {
  const once = redact([
    exchange('POST /?api_key=abc', {
      headers: ['Cookie: sid=a', `Authorization: Basic ${btoa('ada:b')}`, `X-Token: ${JWT}`],
      body: '{"password":"c"}',
    }),
  ])
  expect(redact(once)).toEqual(once)
})

test('a compressed request body -> kept decoded, its length and coding put right', () => {
  const [{ request } = {}] = redact([
    exchange('POST /', {
      headers: [...JSON_TYPE, 'Content-Encoding: gzip', 'Content-Length: 99'],
      body: gzipSync('{"password":"abc"}'),
    }),
  ])
  expect(Buffer.from(request!.body).toString()).toBe('{"password":"placeholder-password-1"}')
  expect(request!.headers).toEqual([
    { name: 'Content-Type', value: 'application/json' },
    { name: 'Content-Length', value: '37' },
  ])
})

test('bytes that are no text -> a known secret in them is replaced', () => {
  const bytes = Buffer.concat([
    Buffer.from([0xff, 0]),
    Buffer.from('session-abc-123'),
    Buffer.from([0xfe]),
  ])
  const [redacted] = redact([
    exchange('GET /', { headers: ['Cookie: sid=session-abc-123'] }, { body: bytes }),
  ])
  expect(Buffer.from(redacted!.response!.body)).toEqual(
    Buffer.concat([Buffer.from([0xff, 0]), Buffer.from('placeholder-sid-1'), Buffer.from([0xfe])]),
  )
})

test('a body that came in pieces -> cut behind the same lines', () => {
  const [first, second] = ['data: {"token":"abc"}\n\n', 'data: {"token":"de"}\n\n']
  const whole = exchange(
    'GET /',
    {},
    { headers: ['Content-Type: text/event-stream'], body: first + second },
  )
  const pieces = [
    { at: 0, size: first.length },
    { at: 100, size: second.length },
  ]
  const [{ response } = {}] = redact([{ ...whole, response: { ...whole.response!, pieces } }])
  expect(response!.pieces!.map(({ size }) => size)).toEqual([
    'data: {"token":"placeholder-token-1"}\n\n'.length,
    'data: {"token":"placeholder-token-2"}\n\n'.length,
  ])
})

test('a failure -> its message without the secret', () => {
  const { request, ...rest } = exchange('GET /', { headers: ['Cookie: sid=session-abc-123'] })
  const failed = {
    startedAt: rest.startedAt,
    time: 1,
    wait: 1,
    request,
    failure: { code: 'E', message: 'no session-abc-123' },
  }
  expect(redact([failed])[0]!.failure!.message).toBe('no placeholder-sid-1')
})

const OPTIONS: [title: string, options: Redact, is: string, becomes: string][] = [
  [
    'fields by name',
    { fields: ['IBAN'] },
    '{"iban":"DE1","x":1}',
    '{"iban":"placeholder-iban-1","x":1}',
  ],
  [
    'fields by path',
    { fields: ['$.cards[*].number'] },
    '{"number":"1","cards":[{"number":"2"}]}',
    '{"number":"1","cards":[{"number":"placeholder-number-1"}]}',
  ],
  [
    'values',
    { values: ['abc', undefined, 'defghijk'] },
    '{"a":"x defghijk"}',
    '{"a":"x placeholder-value-1"}',
  ],
  [
    'values by pattern',
    { values: [/sk_\w+/] },
    '{"a":"x sk_1234567"}',
    '{"a":"x placeholder-value-1"}',
  ],
  [
    'keep fields',
    { keep: { fields: ['password'] } },
    '{"password":"ab","token":"c"}',
    '{"password":"ab","token":"placeholder-token-1"}',
  ],
  [
    'keep values',
    { keep: { values: ['demo-password'] } },
    '{"password":"demo-password"}',
    '{"password":"demo-password"}',
  ],
  [
    'decide',
    { decide: ({ name }) => (name === 'a' ? true : name === 'token' ? false : undefined) },
    '{"a":"b","token":"c","csrf":"d"}',
    '{"a":"placeholder-a-1","token":"c","csrf":"placeholder-csrf-1"}',
  ],
  ['false', false, '{"password":"ab"}', '{"password":"ab"}'],
]
for (const [title, options, is, becomes] of OPTIONS) {
  test(`${title}: ${is} -> ${becomes}`, () =>
    expect(body({ headers: JSON_TYPE, body: is }, options)).toBe(becomes))
}

test('keep of a cookie and of a header -> they stay', () => {
  expect(header('Set-Cookie: theme=dark', { keep: { cookies: ['theme'] } })).toBe('theme=dark')
  expect(header('X-Api-Key: demo', { keep: { headers: ['x-api-key'] } })).toBe('demo')
  expect(header('X-Internal: abc', { headers: ['x-internal'] })).toBe('placeholder-x-internal-1')
})

test('a variable named like a secret -> its value is replaced where it stands', () => {
  const env = {
    SHOP_API_KEY: 'key-4711-abc',
    XDG_SESSION_TYPE: 'wayland-0',
    HOME_TOKEN: '/home/x/y/z',
  }
  const [redacted] = redact([exchange('GET /v1/key-4711-abc/wayland-0/home/x/y/z')], {}, env)
  expect(redacted!.request.url).toBe(
    'https://shop.test/v1/placeholder-shop-api-key-1/wayland-0/home/x/y/z',
  )
})

const WRONG: [value: unknown, message: string][] = [
  [true, 'redact: expected an object or false'],
  [
    { field: [] },
    'redact: unknown key "field". Allowed: headers, cookies, fields, values, keep, decide',
  ],
  [{ fields: 'a' }, 'redact.fields: expected a list of field names or JSON paths'],
  [
    { keep: { decide: 1 } },
    'redact.keep: unknown key "decide". Allowed: headers, cookies, fields, values',
  ],
  [{ keep: { values: [/a/] } }, 'redact.keep.values: expected a list of strings'],
]
for (const [value, message] of WRONG) {
  test(`redact: ${JSON.stringify(value)} -> ${message}`, () => {
    expect(() => checkRedact(value)).toThrow(message)
  })
}

const MASKED: [text: string, becomes: string][] = [
  [
    'HTTP 403: GET https://a.test/x?api_key=abc&b=1',
    'HTTP 403: GET https://a.test/x?api_key=placeholder-api-key-1&b=1',
  ],
  ['GET https://ada:pw@a.test/', 'GET https://ada:…@a.test/'],
  ['nothing to see', 'nothing to see'],
]
for (const [text, becomes] of MASKED) {
  test(`${text} -> ${becomes}`, () => expect(new Redaction({}, {}).mask(text)).toBe(becomes))
}
