import { writeFileSync } from 'node:fs'
import { expect, request, test, type APIRequestContext } from '@playwright/test'
import { isCookieFileError } from '../../src/errors/cookie-file-error.ts'
import { Session } from '../../src/session/session.ts'
import type { SessionOptions } from '../../src/session/session-options.ts'
import { startServer, type Answer } from '../support/server.ts'
import { compareWithRequest, type Case } from './side-by-side.ts'

/** Asks for credentials at `/private`, resets the first two connections of `/flaky`, and answers the rest. */
function createAnswer(): Answer {
  let resets = 2
  return (seen, response) => {
    const { pathname } = new URL(seen.url, 'http://x')
    if (pathname === '/private' && !seen.headers.authorization)
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end('who?')
    else if (pathname === '/wrong')
      response.writeHead(401, { 'www-authenticate': 'Basic realm="x"' }).end('not you')
    else if (pathname === '/digest')
      response.writeHead(401, { 'www-authenticate': 'Digest realm="x"' }).end('who?')
    else if (pathname === '/to-private') response.writeHead(302, { location: '/private' }).end()
    else if (pathname === '/to-silent') response.writeHead(302, { location: '/silent' }).end()
    else if (pathname === '/missing') response.writeHead(404).end('nothing here')
    else if (pathname === '/cookie') response.setHeader('set-cookie', 'sid=1; Path=/').end()
    else if (pathname === '/reset' || (pathname === '/flaky' && resets-- > 0)) response.destroy()
    else if (pathname !== '/silent') response.end(`ok, ${seen.method} with ${seen.body}`)
  }
}

const ada = { username: 'ada', password: 'pä:w' }

const headers: readonly Case[] = [
  {
    title: 'headers of the request over extraHTTPHeaders',
    options: { extraHTTPHeaders: { 'X-One': 'context', 'X-Two': 'context' } },
    call: (c) => c.get('/a', { headers: { 'x-one': 'request' } }),
  },
  {
    title: 'extraHTTPHeaders over what a request has by itself',
    options: { extraHTTPHeaders: { accept: 'text/html', 'accept-encoding': 'identity' } },
    call: (c) => c.get('/a'),
  },
  {
    title: 'extraHTTPHeaders with a cookie',
    options: { extraHTTPHeaders: { cookie: 'given=1' } },
    call: (c) => c.get('/cookie').then(() => c.get('/a')),
  },
  { title: 'userAgent', options: { userAgent: 'me/1' }, call: (c) => c.get('/a') },
  {
    title: 'a User-Agent of the request over userAgent',
    options: { userAgent: 'me/1' },
    call: (c) => c.get('/a', { headers: { 'User-Agent': 'me/2' } }),
  },
]

const urls: readonly Case[] = [
  ...['b', './b', '../b', '/b', '?b', '#b', ''].map((url): Case => ({
    title: `baseURL with a path, and ${JSON.stringify(url)}`,
    options: ({ origin }) => ({ baseURL: `${origin}/api/v1/` }),
    call: (c) => c.get(url),
  })),
  {
    title: 'baseURL whose path has no slash at its end',
    options: ({ origin }) => ({ baseURL: `${origin}/api/v1` }),
    call: (c) => c.get('b'),
  },
  { title: 'a URL of its own over baseURL', call: (c, { other }) => c.get(`${other}/a`) },
]

const credentials: readonly Case[] = [
  {
    title: 'httpCredentials, asked for',
    options: { httpCredentials: ada },
    call: (c) => c.get('/private'),
  },
  {
    title: 'httpCredentials, asked for a post',
    options: { httpCredentials: ada },
    call: (c) => c.post('/private', { data: 'text' }),
  },
  {
    title: 'httpCredentials, asked for after a redirect',
    options: { httpCredentials: ada },
    call: (c) => c.get('/to-private'),
  },
  {
    title: 'httpCredentials that are refused',
    options: { httpCredentials: ada },
    call: (c) => c.get('/wrong'),
  },
  {
    title: 'httpCredentials, asked for by another scheme than Basic',
    options: { httpCredentials: ada },
    call: (c) => c.get('/digest'),
  },
  {
    title: 'httpCredentials, not asked for',
    options: { httpCredentials: ada },
    call: (c) => c.get('/a'),
  },
  {
    title: "httpCredentials under the request's own Authorization",
    options: { httpCredentials: ada },
    call: (c) => c.get('/wrong', { headers: { Authorization: 'Bearer t' } }),
  },
  {
    title: "httpCredentials, always, over the request's own Authorization",
    options: { httpCredentials: { ...ada, send: 'always' } },
    call: (c) => c.get('/a', { headers: { Authorization: 'Bearer t' } }),
  },
  {
    title: 'httpCredentials, always',
    options: { httpCredentials: { ...ada, send: 'always' } },
    call: (c) => c.get('/a'),
  },
  {
    title: 'httpCredentials, always, at another origin',
    options: ({ other }) => ({ httpCredentials: { ...ada, send: 'always', origin: other } }),
    call: (c, { other }) => c.get('/a').then(() => c.get(`${other}/a`)),
  },
  {
    title: 'httpCredentials of another origin',
    options: { httpCredentials: { ...ada, origin: 'http://127.0.0.1:1' } },
    call: (c) => c.get('/private'),
  },
  {
    title: 'httpCredentials, a list by origin',
    options: ({ origin, other }) => ({
      httpCredentials: [
        { username: 'other', password: 'pw', origin: other },
        { username: 'own', password: 'pw', origin: origin.toUpperCase() },
      ],
    }),
    call: (c, { other }) => c.get('/private').then(() => c.get(`${other}/private`)),
  },
]

const failures: readonly Case[] = [
  { title: 'timeout', call: (c) => c.get('/silent', { timeout: 1000 }) },
  { title: 'timeout after a redirect', call: (c) => c.get('/to-silent', { timeout: 1000 }) },
  {
    title: 'timeout of the context',
    options: { timeout: 1000 },
    call: (c) => c.get('/silent'),
  },
  {
    title: 'timeout of the request over that of the context',
    options: { timeout: 1 },
    call: (c) => c.get('/a', { timeout: 0 }),
  },
  {
    title: 'signal aborted before',
    call: (c) => c.get('/a', { signal: AbortSignal.abort() }),
  },
  {
    title: 'signal aborted with a reason',
    call: (c) => c.get('/a', { signal: AbortSignal.abort(new RangeError('no more')) }),
  },
  {
    title: 'signal aborted after a redirect',
    call: (c) => c.get('/to-silent', { signal: AbortSignal.timeout(1000) }),
  },
  { title: 'no maxRetries', call: (c) => c.get('/flaky') },
  { title: 'maxRetries 1, not enough', call: (c) => c.get('/flaky', { maxRetries: 1 }) },
  { title: 'maxRetries 2', call: (c) => c.post('/flaky', { data: 'text', maxRetries: 2 }) },
  { title: 'maxRetries -1', call: (c) => c.get('/a', { maxRetries: -1 }) },
  {
    title: 'maxRetries of a port that is closed',
    call: (c) => c.get('http://127.0.0.1:1/', { maxRetries: 1 }),
  },
]

const state = (domain: string): NonNullable<SessionOptions['storageState']> => ({
  cookies: [
    {
      name: 'sid',
      value: '1',
      domain,
      path: '/',
      expires: -1,
      httpOnly: true,
      secure: false,
      sameSite: 'Lax',
    },
  ],
  origins: [],
})

const states: readonly Case[] = [
  {
    title: 'storageState',
    options: { storageState: state('127.0.0.1') },
    call: (c) => c.get('/a'),
  },
  {
    title: 'storageState of another host',
    options: { storageState: state('localhost') },
    call: (c) => c.get('/a'),
  },
  {
    title: 'storageState, and a cookie of the same name',
    options: { storageState: state('127.0.0.1') },
    call: (c) => c.get('/cookie').then(() => c.get('/a')),
  },
]

compareWithRequest([...headers, ...urls, ...credentials, ...failures, ...states], createAnswer)

const creators: Record<string, (options: SessionOptions) => Promise<APIRequestContext>> = {
  request: (options) => request.newContext(options),
  session: (options) => Session.create(options),
}

for (const [name, create] of Object.entries(creators)) {
  test(`a relative URL without baseURL -> an error on ${name}`, async () => {
    await using context = await create({})
    const error = await context.get('/a').catch((cause: unknown) => cause)
    expect((error as Error).message).toMatch(/^apiRequestContext\.get: Invalid URL/)
  })

  test(`storageState as a path -> ${name} sends its cookies`, async () => {
    await using server = await startServer(createAnswer())
    const storageState = test.info().outputPath('state.json')
    writeFileSync(storageState, JSON.stringify(state('127.0.0.1')))
    await using context = await create({ baseURL: server.origin, storageState })
    await context.get('/a')
    expect(server.seen[0]!.headers.cookie).toBe('sid=1')
  })

  test(`storageState of an object without cookies and origins -> ${name} takes it`, async () => {
    const storageState = test.info().outputPath('state.json')
    writeFileSync(storageState, '{}')
    await using context = await create({ storageState })
    expect(await context.storageState()).toEqual({ cookies: [], origins: [] })
  })
}

const wrongFiles: Record<string, { text: string; message: string }> = {
  'no JSON': { text: '{\n"cookies": [,]}', message: 'FILE:2: not valid JSON' },
  'a list': { text: '[]', message: 'FILE: expected an object with cookies and origins' },
  'cookies that are no list': {
    text: '{"cookies": {}}',
    message: 'FILE: $.cookies: expected an array',
  },
  'a cookie without a domain': {
    text: '{"cookies": [{"name": "a", "value": "b", "path": "/"}]}',
    message: 'FILE: $.cookies[0].domain: missing',
  },
  'origins that are no list': {
    text: '{"origins": {}}',
    message: 'FILE: $.origins: expected an array',
  },
}

for (const [title, { text, message }] of Object.entries(wrongFiles)) {
  test(`a storageState file with ${title} -> an error with the file and the place`, async () => {
    const storageState = test.info().outputPath('state.json')
    writeFileSync(storageState, text)
    const error = await Session.create({ storageState }).catch((cause: unknown) => cause)
    if (!isCookieFileError(error)) throw error
    expect(error.message).toContain(message.replace('FILE', storageState))
  })
}

test('a storageState file that is missing -> an error with the file and a remedy', async () => {
  const storageState = test.info().outputPath('none.json')
  const error = await Session.create({ storageState }).catch((cause: unknown) => cause)
  if (!isCookieFileError(error)) throw error
  expect(error.message).toContain(`${storageState}: the storageState file cannot be read (ENOENT)`)
  expect(error.message).toContain('session.storageState({ path })')
})
