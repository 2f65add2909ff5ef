import { createServer } from 'node:net'
import type { AddressInfo } from 'node:net'
import { inspect } from 'node:util'
import { expect, request, test } from '@playwright/test'
import { HTTPError, isHTTPError } from '../../src/errors/http-error.ts'
import { isNetworkError, NetworkError } from '../../src/errors/network-error.ts'
import { Session } from '../../src/session/session.ts'
import { startServer, type Answer } from '../support/server.ts'

const SECRET = 'hunter2hunter2'

const cookie = { 'set-cookie': `sid=${SECRET}` }

const answer: Answer = (seen, response) => {
  if (seen.url === '/forbidden')
    response.writeHead(403, { 'x-why': 'no' }).end(`a${'é'.repeat(50_000)}`)
  else if (seen.url === '/reset') response.destroy()
  else if (seen.url === '/cut')
    response
      .writeHead(200, { ...cookie, 'content-length': '9' })
      .end('short', () => response.destroy())
  else if (seen.url === '/no-gzip')
    response.writeHead(200, { ...cookie, 'content-encoding': 'gzip' }).end('no gzip at all')
  else if (seen.url === '/secret') response.writeHead(403, cookie).end('no')
  else if (seen.url === '/loop') response.writeHead(302, { ...cookie, location: '/loop' }).end()
  else if (seen.url === '/nowhere')
    response.writeHead(302, { ...cookie, location: 'http://' }).end()
  else if (seen.url !== '/silent') response.end('ok')
}

/** What reporters and consoles print of an error: messages, stacks and properties, causes included. */
const allThatShows = (error: unknown): string => inspect(error)

const failureOf = (promise: Promise<unknown>): Promise<unknown> =>
  promise.then(
    () => undefined,
    (error: unknown) => error,
  )

test('failOnStatusCode -> HTTPError with all its fields, and the session goes on', async () => {
  await using server = await startServer(answer)
  await using session = await Session.create({ baseURL: server.origin, failOnStatusCode: true })
  const error = await failureOf(session.get('/forbidden'))
  expect(error).toBeInstanceOf(HTTPError)
  if (!isHTTPError(error)) throw error
  const url = `${server.origin}/forbidden`
  expect(error.message).toBe(`HTTP 403 Forbidden: GET ${url}`)
  expect(error).toMatchObject({ status: 403, statusText: 'Forbidden', url, method: 'GET' })
  expect(error.headers).toContainEqual({ name: 'x-why', value: 'no' })
  expect(Buffer.byteLength(error.body)).toBeLessThanOrEqual(64 * 1024)
  expect(error.body).toMatch(/^aé+$/)
  expect(error.response.status()).toBe(403)
  await expect(session.get('/')).resolves.toBeOK()
})

const failures = [
  { path: '/reset', code: 'ECONNRESET' },
  { path: '/cut', code: 'ECONNRESET' },
  { path: '/no-gzip', code: undefined },
  { path: '/silent', code: 'ETIMEDOUT' },
  { path: 'http://127.0.0.1:1/', code: 'ECONNREFUSED' },
  { path: 'http://nowhere.invalid/', code: /^(ENOTFOUND|EAI_AGAIN)$/ },
]

for (const { path, code } of failures) {
  test(`${path} -> NetworkError ${code} without a secret, and the session goes on`, async () => {
    await using server = await startServer(answer)
    await using session = await Session.create({ baseURL: server.origin })
    const headers = {
      authorization: `Bearer ${SECRET}`,
      'proxy-authorization': `Basic ${SECRET}`,
      cookie: `sid=${SECRET}`,
    }
    const error = await failureOf(session.get(path, { headers, timeout: 2000 }))
    expect(error).toBeInstanceOf(NetworkError)
    if (!isNetworkError(error)) throw error
    expect(error.code).toEqual(code instanceof RegExp ? expect.stringMatching(code) : code)
    expect(error.message).toMatch(/^apiRequestContext\.get: /)
    expect(error.method).toBe('GET')
    expect(error.cause).toBeInstanceOf(Error)
    expect(allThatShows(error)).not.toContain(SECRET)
    await expect(session.get('/')).resolves.toBeOK()
  })
}

for (const path of ['/secret', '/loop', '/nowhere', 'http://']) {
  test(`${path} refused -> no secret in the error, its stack or its properties`, async () => {
    await using server = await startServer(answer)
    const baseURL = server.origin.replace('//', `//ada:${SECRET}@`)
    await using session = await Session.create({
      baseURL,
      failOnStatusCode: true,
      headers: { authorization: `Bearer ${SECRET}` },
      httpCredentials: { username: 'ada', password: SECRET, send: 'always' },
    })
    session.jar.set({ name: 'mine', value: SECRET }, server.origin)
    const error = await failureOf(session.get(path))
    expect(error).toBeInstanceOf(Error)
    expect(allThatShows(error)).not.toContain(SECRET)
  })
}

test('HTTPError -> its header fields and response are there all the same', async () => {
  await using server = await startServer(answer)
  await using session = await Session.create({ baseURL: server.origin, failOnStatusCode: true })
  const error = await failureOf(session.get('/secret'))
  if (!isHTTPError(error)) throw error
  expect(error.headers).toContainEqual({ name: 'set-cookie', value: `sid=${SECRET}` })
  expect(error.response.headers()['set-cookie']).toBe(`sid=${SECRET}`)
})

test('a server that does not speak HTTP -> NetworkError', async () => {
  await using stack = new AsyncDisposableStack()
  const server = createServer((socket) => socket.resume().end('this is not HTTP\r\n\r\n'))
  stack.defer(() => new Promise<void>((resolve) => server.close(() => resolve())))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  await using session = await Session.create()
  const { port } = server.address() as AddressInfo
  expect(isNetworkError(await failureOf(session.get(`http://127.0.0.1:${port}/`)))).toBe(true)
})

test('options that Playwright refuses -> its own error, no NetworkError', async () => {
  await using server = await startServer(answer)
  await using session = await Session.create({ baseURL: server.origin })
  const error = await failureOf(session.post('/', { data: 'a', form: { b: 1 } }))
  expect(isNetworkError(error)).toBe(false)
  expect(server.seen).toEqual([])
})

test('errors of another copy of the package -> known by the guards', () => {
  const http = Object.assign(new Error('HTTP 404'), { name: 'HTTPError', status: 404 })
  const network = Object.assign(new Error('refused'), {
    name: 'NetworkError',
    code: 'ECONNREFUSED',
  })
  expect([isHTTPError(http), isNetworkError(http)]).toEqual([true, false])
  expect([isHTTPError(network), isNetworkError(network)]).toEqual([false, true])
  expect([isHTTPError(undefined), isNetworkError('NetworkError')]).toEqual([false, false])
})

test('signal -> rejects with AbortError, as on request', async () => {
  await using server = await startServer(answer)
  await using session = await Session.create({ baseURL: server.origin })
  await using context = await request.newContext({ baseURL: server.origin })
  const options = { headers: { authorization: `Bearer ${SECRET}` } }
  const abortable = (): { signal: AbortSignal } => ({
    signal: AbortSignal.timeout(100),
    ...options,
  })
  const expected = await failureOf(context.get('/silent', abortable()))
  const error = await failureOf(session.get('/silent', abortable()))
  expect((error as Error).name).toBe((expected as Error).name)
  expect(isNetworkError(error)).toBe(false)
  expect((error as Error).stack).not.toContain(SECRET)
})

test('a session that was disposed -> refuses requests', async () => {
  await using server = await startServer(answer)
  const session = await Session.create({ baseURL: server.origin })
  await session.dispose()
  expect(await failureOf(session.get('/'))).toBeInstanceOf(Error)
  expect(server.seen).toEqual([])
})
