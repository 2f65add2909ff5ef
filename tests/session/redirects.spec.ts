import { createReadStream, writeFileSync } from 'node:fs'
import { expect, test, type APIRequestContext } from '@playwright/test'
import { Session } from '../../src/session/session.ts'
import { startServer, type Answer } from '../support/server.ts'
import { compareWithRequest, type Case } from './side-by-side.ts'

/** `/to/<status>?<Location>` redirects there; the rest answers with what it was asked. */
const answer: Answer = (seen, response) => {
  const { pathname, search } = new URL(seen.url, 'http://x')
  const status = Number(/^\/to\/(\d+)$/.exec(pathname)?.[1] ?? 0)
  // Node.js writes field values as Latin-1, so that each character is a byte here.
  const location = Buffer.from(decodeURIComponent(search.slice(1))).toString('latin1')
  if (status > 0) response.writeHead(status, { location }).end('moved')
  else if (pathname === '/loop') response.writeHead(302, { location: '/loop' }).end()
  else if (pathname === '/no-location') response.writeHead(302).end('nowhere')
  else response.end(`${seen.method} ${seen.body}`)
}

const to = (location: string, status = 302): string =>
  `/to/${status}?${encodeURIComponent(location)}`

const METHODS = ['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE']
/** RFC 9110, section 15.4; Fetch standard, "HTTP-redirect fetch", step 12. */
const REDIRECTED: Record<number, readonly string[]> = {
  301: ['GET', 'HEAD', 'GET', 'PUT', 'PATCH', 'DELETE'],
  302: ['GET', 'HEAD', 'GET', 'PUT', 'PATCH', 'DELETE'],
  303: ['GET', 'HEAD', 'GET', 'GET', 'GET', 'GET'],
  307: METHODS,
  308: METHODS,
}

const contentFields = {
  'content-type': 'text/plain',
  'content-language': 'en',
  'content-location': '/a',
  'content-encoding': 'identity',
}

for (const [status, methods] of Object.entries(REDIRECTED)) {
  for (const [index, method] of METHODS.entries()) {
    const next = methods[index]!
    test(`${status}: ${method} -> ${next}, with the content only where the method stays`, async () => {
      await using server = await startServer(answer)
      await using session = await Session.create({ baseURL: server.origin })
      const hasContent = method !== 'GET' && method !== 'HEAD'
      const content = hasContent ? { data: 'text', headers: contentFields } : {}
      await session.fetch(to('/end', Number(status)), { method, ...content })
      const [first, second] = server.seen
      expect([first!.method, second!.method]).toEqual([method, next])
      const kept = hasContent && next === method
      expect(second!.body).toBe(kept ? 'text' : '')
      const fields = Object.keys(second!.headers).filter((name) => name.startsWith('content-'))
      const expected = kept ? [...Object.keys(contentFields), 'content-length'] : []
      expect(fields.toSorted()).toEqual(expected.toSorted())
    })
  }
}

const locations: Record<string, string> = {
  relative: 'end',
  'relative to the folder above': '../end',
  'an absolute path': '/end?a=1',
  'of a query alone': '?',
  'of a scheme-relative URL': '//127.0.0.1:1/end',
  'with spaces': '/a b',
  'with a fragment': '/end#part',
  'non-ASCII': '/café?é#ü',
  'outside the BMP': '/😀',
  empty: '',
  'of an invalid port': 'http://127.0.0.1:99999/',
  'of nothing but a scheme': 'http://',
}

const authorization = { authorization: 'Bearer t' }
const cookie = { cookie: 'mine=1' }

compareWithRequest(
  [
    ...Object.entries(locations).map(([title, location]): Case => ({
      title: `Location ${title}`,
      call: (context) => context.get(to(location)),
    })),
    { title: 'no Location', call: (context) => context.get('/no-location') },
    { title: '300 with a Location', call: (context) => context.get(to('/end', 300)) },
    { title: '304 with a Location', call: (context) => context.get(to('/end', 304)) },
    {
      title: 'Authorization within the origin',
      call: (context) => context.get(to('/end'), { headers: authorization }),
    },
    {
      title: 'Authorization to another port',
      call: (context, { other }) => context.get(to(`${other}/`), { headers: authorization }),
    },
    {
      title: 'Authorization to another host',
      call: (context, { other }) =>
        context.get(to(`${other.replace('127.0.0.1', 'localhost')}/`), { headers: authorization }),
    },
    {
      title: 'Authorization to another origin and back',
      call: (context, { origin, other }) =>
        context.get(to(`${other}${to(`${origin}/end`)}`), { headers: authorization }),
    },
    {
      title: 'Authorization of extraHTTPHeaders to another origin',
      options: { extraHTTPHeaders: authorization },
      call: (context, { other }) => context.get(to(`${other}/`)),
    },
    {
      title: "a caller's Cookie within the origin",
      call: (context) => context.get(to('/end'), { headers: cookie }),
    },
    {
      title: "a caller's Cookie to another origin",
      call: (context, { other }) => context.get(to(`${other}/`), { headers: cookie }),
    },
    {
      title: "a caller's Host to another origin",
      call: (context, { other }) =>
        context.get(to(`${other}/`), { headers: { host: 'example.com' } }),
    },
    { title: 'a loop', call: (context) => context.get('/loop') },
    ...[0, 1, 2, 3].map((maxRedirects): Case => ({
      title: `two redirects, maxRedirects ${maxRedirects}`,
      call: (context) => context.get(to(to('/end')), { maxRedirects }),
    })),
    {
      title: 'maxRedirects of the context, exceeded',
      options: { maxRedirects: 1 },
      call: (context) => context.get(to(to('/end'))),
    },
    {
      title: 'maxRedirects of the request over that of the context',
      options: { maxRedirects: 1 },
      call: (context) => context.get(to(to('/end')), { maxRedirects: 2 }),
    },
    {
      title: 'failOnStatusCode of a redirect not followed',
      call: (context) => context.get(to('/end'), { maxRedirects: 0, failOnStatusCode: true }),
    },
    ...(['data', 'form', 'multipart'] as const).map((kind): Case => ({
      title: `${kind} of a 308`,
      call: (context: APIRequestContext) => context.post(to('/end', 308), { [kind]: { a: 'b' } }),
    })),
    {
      title: 'data of a 307 to another origin',
      call: (context, { other }) => context.post(to(`${other}/`, 307), { data: { a: 1 } }),
    },
  ],
  () => answer,
)

test("a Location without a fragment -> the request's is kept (RFC 9110, section 10.2.2)", async () => {
  await using server = await startServer(answer)
  await using session = await Session.create({ baseURL: server.origin })
  expect((await session.get(`${to('/end')}#part`)).url()).toBe(`${server.origin}/end#part`)
  expect((await session.get(`${to('/end#own')}#part`)).url()).toBe(`${server.origin}/end#own`)
  expect(server.seen.map(({ url }) => url)).not.toContainEqual(expect.stringContaining('#'))
})

test('a file stream that 307 asks for again -> sent twice', async () => {
  const path = test.info().outputPath('a.txt')
  writeFileSync(path, 'content of the file')
  await using server = await startServer(answer)
  await using session = await Session.create({ baseURL: server.origin })
  await session.post(to('/end', 307), { multipart: { file: createReadStream(path) } })
  expect(server.seen.map(({ method }) => method)).toEqual(['POST', 'POST'])
  for (const { body } of server.seen) expect(body).toContain('content of the file')
})
