import { createReadStream, writeFileSync } from 'node:fs'
import { expect, request, test, type APIRequestContext, type APIResponse } from '@playwright/test'
import { Session, type SessionOptions } from '../../src/session/session.ts'
import { startServer, type Answer, type SeenRequest } from '../support/server.ts'

/** Redirects as `/redirect/<status>` says, asks for credentials at `/private`, and answers the rest. */
const answer: Answer = (seen, response) => {
  const { pathname, searchParams } = new URL(seen.url, 'http://x')
  const status = Number(/^\/redirect\/(\d+)$/.exec(pathname)?.[1] ?? 0)
  if (status > 0) {
    response.writeHead(status, { location: searchParams.get('to') ?? '/end' }).end()
  } else if (pathname === '/non-ascii') {
    response.writeHead(302, { location: Buffer.from('/café').toString('latin1') }).end()
  } else if (pathname === '/loop') {
    response.writeHead(302, { location: '/loop' }).end()
  } else if (pathname === '/invalid') {
    response.writeHead(302, { location: 'http://' }).end()
  } else if (pathname === '/private' && !seen.headers.authorization) {
    response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end()
  } else if (pathname === '/missing') {
    response.writeHead(404).end('nothing here')
  } else {
    response.end('ok')
  }
}

interface Case {
  readonly title: string
  readonly options?: SessionOptions
  readonly call: (context: APIRequestContext) => Promise<APIResponse>
}

const json = { 'content-type': 'application/json' }
const credentials = { username: 'ada', password: 'pw' }

const cases: readonly Case[] = [
  { title: 'get', call: (c) => c.get('/a') },
  { title: 'head', call: (c) => c.head('/a') },
  { title: 'put of an object', call: (c) => c.put('/a', { data: { a: 1 } }) },
  { title: 'patch of a text', call: (c) => c.patch('/a', { data: 'text' }) },
  { title: 'post of a JSON text', call: (c) => c.post('/a', { data: '{"a":1}', headers: json }) },
  { title: 'post of a text as JSON', call: (c) => c.post('/a', { data: 'a', headers: json }) },
  { title: 'post of bytes', call: (c) => c.post('/a', { data: Buffer.from('b') }) },
  {
    title: 'post of a text, JSON by extraHTTPHeaders',
    options: { extraHTTPHeaders: json },
    call: (c) => c.post('/a', { data: 'a' }),
  },
  { title: 'delete', call: (c) => c.delete('/a') },
  { title: 'fetch with a method in lower case', call: (c) => c.fetch('/a', { method: 'put' }) },
  { title: 'form', call: (c) => c.post('/a', { form: { a: 1, b: 'x y' } }) },
  { title: 'params of an object', call: (c) => c.get('/a?z=1', { params: { a: 1, b: 'x y' } }) },
  { title: 'params of a text', call: (c) => c.get('/a?z=1', { params: '?a=1&a=2' }) },
  {
    title: 'URLSearchParams',
    call: (c) => c.get('/a', { params: new URLSearchParams('a=1&a=2') }),
  },
  {
    title: 'headers of the request over extraHTTPHeaders',
    options: { extraHTTPHeaders: { 'X-One': 'context', 'X-Two': 'context' } },
    call: (c) => c.get('/a', { headers: { 'x-one': 'request' } }),
  },
  { title: 'userAgent', options: { userAgent: 'me/1' }, call: (c) => c.get('/a') },
  ...[301, 302, 303, 307, 308].flatMap((status) =>
    (['GET', 'HEAD', 'POST', 'PUT'] as const).map((method) => ({
      title: `${status} of ${method}`,
      call: (c: APIRequestContext) =>
        c.fetch(`/redirect/${status}`, {
          method,
          ...(method[0] === 'P' && { data: { a: 1 } }),
          headers: { authorization: 'Bearer t', 'content-language': 'en' },
        }),
    })),
  ),
  { title: 'relative Location', call: (c) => c.get('/redirect/302?to=end') },
  { title: 'empty Location', call: (c) => c.get('/redirect/302?to=') },
  { title: 'non-ASCII Location', call: (c) => c.get('/non-ascii') },
  { title: 'invalid Location', call: (c) => c.get('/invalid') },
  { title: 'a loop', call: (c) => c.get('/loop') },
  { title: 'maxRedirects 0', call: (c) => c.get('/loop', { maxRedirects: 0 }) },
  { title: 'maxRedirects 2, exceeded', call: (c) => c.get('/loop', { maxRedirects: 2 }) },
  { title: 'maxRedirects -1', call: (c) => c.get('/a', { maxRedirects: -1 }) },
  {
    title: 'httpCredentials, asked for',
    options: { httpCredentials: credentials },
    call: (c) => c.get('/private'),
  },
  {
    title: 'httpCredentials, not asked for',
    options: { httpCredentials: credentials },
    call: (c) => c.get('/a'),
  },
  {
    title: 'httpCredentials, always',
    options: { httpCredentials: { ...credentials, send: 'always' } },
    call: (c) => c.get('/a'),
  },
  {
    title: 'httpCredentials of another origin',
    options: { httpCredentials: { ...credentials, origin: 'http://127.0.0.1:1' } },
    call: (c) => c.get('/private'),
  },
  { title: 'data and form together', call: (c) => c.post('/a', { data: 'a', form: { b: 1 } }) },
  { title: 'a URL that is none', call: (c) => c.get('http://') },
  { title: 'a port that is closed', call: (c) => c.get('http://127.0.0.1:1/') },
]

for (const { title, options, call } of cases) {
  test(`${title} -> as on request`, async () => {
    const expected = await observe((all) => request.newContext(all), options, call)
    const received = await observe((all) => Session.create(all), options, call)
    expect(received).toEqual(expected)
  })
}

test('a file stream that 307 asks for again -> sent twice', async () => {
  const path = test.info().outputPath('a.txt')
  writeFileSync(path, 'content of the file')
  await using server = await startServer(answer)
  await using session = await Session.create({ baseURL: server.origin })
  await session.post('/redirect/307', { multipart: { file: createReadStream(path) } })
  expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'POST'])
  for (const { body } of server.seen) expect(body).toContain('content of the file')
})

/** What a server sees and what the caller gets; ports differ from run to run, so they are taken out. */
async function observe(
  create: (options: SessionOptions) => Promise<APIRequestContext>,
  options: SessionOptions | undefined,
  call: Case['call'],
): Promise<unknown> {
  await using server = await startServer(answer)
  await using context = await create({ baseURL: server.origin, ...options })
  const portless = (text: string): string => text.replaceAll(`:${server.port}`, '')
  const result = await call(context).then(
    async (response) => ({
      status: response.status(),
      url: portless(response.url()),
      body: await response.text(),
    }),
    (error: Error) => ({ message: error.message.replace(/\n[^]*/, '') }),
  )
  return { result, seen: server.seen.map((seen) => comparable(seen, portless)) }
}

function comparable(seen: SeenRequest, portless: (text: string) => string): SeenRequest {
  const { host, connection: _connection, ...headers } = seen.headers
  return { ...seen, headers: { ...headers, host: portless(host ?? '') } }
}
