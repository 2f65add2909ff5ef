import { expect, test } from '@playwright/test'
import { isNetworkError } from '../../src/errors/network-error.ts'
import { Session } from '../../src/session/session.ts'
import { startServer, type Answer, type SeenRequest } from '../support/server.ts'

const answer: Answer = (seen, response) => {
  const { pathname, searchParams } = new URL(seen.url, 'http://x')
  if (pathname === '/redirect') {
    response.writeHead(Number(searchParams.get('status')), { location: '/end?a=1#there' }).end('on')
  } else if (pathname === '/cookies') {
    response.setHeader('set-cookie', ['a=1; Path=/', 'b=2; Path=/']).end()
  } else if (pathname === '/reset') response.destroy()
  else if (pathname === '/status') {
    response.writeHead(Number(searchParams.get('status')), 'Some Reason').end()
  } else if (pathname !== '/silent') {
    response.setHeader('x-multi', ['1', '2'])
    response.end(`${seen.method} ${seen.body}`)
  }
}

type Call = (fetch: typeof globalThis.fetch, origin: string) => Promise<Response>

const post = (body: BodyInit, headers: Record<string, string> = {}): Call => {
  return (fetch, origin) => fetch(`${origin}/a`, { method: 'POST', body, headers, duplex: 'half' })
}
type BodyInit = NonNullable<RequestInit['body']>

const form = (): FormData => {
  const data = new FormData()
  data.append('a', '1')
  data.append('a', 'ü')
  data.append('file', new File(['content'], 'a.txt', { type: 'text/plain' }))
  return data
}

const calls: Record<string, Call> = {
  'a text URL': (fetch, origin) => fetch(`${origin}/a?b=1#c`),
  'a URL object': (fetch, origin) => fetch(new URL('/a', origin)),
  'a Request': (fetch, origin) =>
    fetch(new Request(`${origin}/a`, { method: 'PUT', body: 'text', headers: { 'x-a': '1' } })),
  'a Request, and init over it': (fetch, origin) =>
    fetch(new Request(`${origin}/a`, { headers: { 'x-a': '1' } }), { headers: { 'x-b': '2' } }),
  'headers as pairs': (fetch, origin) => fetch(`${origin}/a`, { headers: [['x-a', '1']] }),
  'headers as Headers': (fetch, origin) =>
    fetch(`${origin}/a`, { headers: new Headers({ 'x-a': '1' }) }),
  HEAD: (fetch, origin) => fetch(`${origin}/a`, { method: 'HEAD' }),
  'DELETE in lower case': (fetch, origin) => fetch(`${origin}/a`, { method: 'delete' }),
  'POST without content': (fetch, origin) => fetch(`${origin}/a`, { method: 'POST' }),
  'a text': post('text ü'),
  'an empty text': post(''),
  'JSON text': post('{"a": 1}', { 'content-type': 'application/json' }),
  'text as JSON': post('no json', { 'content-type': 'application/json' }),
  URLSearchParams: post(new URLSearchParams({ a: 'x y' })),
  'a Blob with a type': post(new Blob(['content'], { type: 'image/png' })),
  bytes: post(new Uint8Array([104, 105]), { 'content-type': 'x/y' }),
  'a stream': (fetch, origin) =>
    post(new Blob(['content']).stream(), { 'content-type': 'x/y' })(fetch, origin),
  'redirect: error without a redirect': (fetch, origin) =>
    fetch(`${origin}/a`, { redirect: 'error' }),
  'redirect: error': (fetch, origin) =>
    fetch(`${origin}/redirect?status=302`, { redirect: 'error' }),
  ...Object.fromEntries(
    (['follow', 'manual'] as const).flatMap((redirect) =>
      [301, 302, 303, 307, 308].map((status): [string, Call] => [
        `redirect: ${redirect}, ${status}`,
        (fetch, origin) =>
          fetch(`${origin}/redirect?status=${status}`, { method: 'POST', body: 'text', redirect }),
      ]),
    ),
  ),
  ...Object.fromEntries(
    [200, 204, 304, 404, 500].map((status): [string, Call] => [
      `status ${status}`,
      (fetch, origin) => fetch(`${origin}/status?status=${status}`),
    ]),
  ),
  'several Set-Cookie': (fetch, origin) => fetch(`${origin}/cookies`),
  'a connection that is reset': (fetch, origin) => fetch(`${origin}/reset`),
  'a port that is closed': (fetch) => fetch('http://127.0.0.1:1/'),
  'a URL that is none': (fetch) => fetch('http://'),
  'a scheme that is none of HTTP': (fetch) => fetch('ftp://127.0.0.1/'),
  'GET with content': (fetch, origin) => {
    const init: RequestInit = { method: 'GET', body: 'text' }
    return fetch(`${origin}/a`, init)
  },
  'an aborted signal': (fetch, origin) => fetch(`${origin}/a`, { signal: AbortSignal.abort() }),
  'a signal that aborts': (fetch, origin) =>
    fetch(`${origin}/silent`, { signal: AbortSignal.timeout(1000) }),
  'a signal that aborts with a reason': (fetch, origin) => {
    const controller = new AbortController()
    setTimeout(() => controller.abort(new Error('no more')), 1000)
    return fetch(`${origin}/silent`, { signal: controller.signal })
  },
}

for (const [title, call] of Object.entries(calls)) {
  test(`${title} -> as on the global fetch`, async () => {
    const expected = await observe(() => globalThis.fetch, call)
    const received = await observe((session) => session.asFetch(), call)
    expect(received).toEqual(expected)
  })
}

test('FormData -> its fields and files as multipart/form-data', async () => {
  await using server = await startServer(answer)
  await using session = await Session.create()
  await post(form())(session.asFetch(), server.origin)
  const [seen] = server.seen
  const headers = { 'content-type': seen!.headers['content-type']! }
  const sent = await new Response(Buffer.from(seen!.body), { headers }).formData()
  expect(sent.getAll('a')).toEqual(['1', 'ü'])
  const file = sent.get('file') as File
  expect([file.name, file.type, await file.text()]).toEqual(['a.txt', 'text/plain', 'content'])
})

test("cookies and headers are the session's, at the time of the call", async () => {
  await using server = await startServer(answer)
  await using session = await Session.create({
    baseURL: server.origin,
    headers: { 'x-session': '1', 'x-both': 'session' },
  })
  const fetch = session.asFetch()
  await fetch('/cookies')
  expect(session.jar.list().map(({ name }) => name)).toEqual(['a', 'b'])
  session.headers.set('x-later', '2')
  await fetch('/a', { headers: { 'x-both': 'request' } })
  expect(server.seen[1]!.headers).toMatchObject({
    cookie: 'a=1; b=2',
    'x-session': '1',
    'x-both': 'request',
    'x-later': '2',
  })
})

test('failOnStatusCode of the session -> fetch resolves all the same', async () => {
  await using server = await startServer(answer)
  await using session = await Session.create({ baseURL: server.origin, failOnStatusCode: true })
  expect((await session.asFetch()('/status?status=500')).status).toBe(500)
})

test('the cause of a failed fetch -> the NetworkError of the session', async () => {
  await using session = await Session.create()
  const error = await session
    .asFetch()('http://127.0.0.1:1/')
    .catch((cause: Error) => cause)
  expect(isNetworkError((error as Error).cause)).toBe(true)
})

test('a clone -> knows its URL too, and both can be read', async () => {
  await using server = await startServer(answer)
  await using session = await Session.create({ baseURL: server.origin })
  const response = await session.asFetch()('/redirect?status=302')
  const clone = response.clone()
  expect(clone).toMatchObject({ url: `${server.origin}/end?a=1`, redirected: true, status: 200 })
  expect(await clone.text()).toBe('GET ')
  expect(await response.text()).toBe('GET ')
})

/** What a server sees and what the caller gets; ports differ from run to run, so they are taken out. */
async function observe(
  choose: (session: Session) => typeof globalThis.fetch,
  call: Call,
): Promise<unknown> {
  await using server = await startServer(answer)
  await using session = await Session.create()
  const portless = (text: string): string => text.replaceAll(`:${server.port}`, '')
  const result = await call(choose(session), server.origin).then(
    async (response) => ({
      real: response instanceof Response,
      status: response.status,
      statusText: response.statusText,
      ok: response.ok,
      type: response.type,
      url: portless(response.url),
      redirected: response.redirected,
      multi: response.headers.get('x-multi'),
      location: response.headers.get('location'),
      setCookie: response.headers.getSetCookie(),
      hasBody: response.body !== null,
      body: await response.text(),
    }),
    // A bad URL or method is told in words of its own; a failure of the network is not.
    ({ name, message, cause }: Error) =>
      cause === undefined || name !== 'TypeError' || message !== 'fetch failed'
        ? { name }
        : { name, message },
  )
  return { result, seen: server.seen.map(comparable) }
}

/** A request without what tells the two clients apart by name, and not by what they were asked to send. */
function comparable({ method, url, headers, body }: SeenRequest): unknown {
  const own = ['host', 'connection', 'user-agent', 'accept', 'accept-encoding']
  // Of Fetch in a browser's sense only; a session is none.
  const ofFetch = ['accept-language', 'sec-fetch-mode', 'transfer-encoding', 'content-length']
  const kept = Object.entries(headers).filter(([name]) => ![...own, ...ofFetch].includes(name))
  const lines = kept.map(([name, value]) => `${name}: ${String(value)}`)
  return { method, url, body, headers: lines.toSorted() }
}
