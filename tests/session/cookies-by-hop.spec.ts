import { expect, test } from '@playwright/test'
import { Session } from '../../src/session/session.ts'
import { startServer, type Answer } from '../support/server.ts'

const answer: Answer = (seen, response) => {
  const { pathname, searchParams } = new URL(seen.url, 'http://x')
  switch (pathname) {
    case '/login':
      response
        .writeHead(302, {
          'set-cookie': ['sid=1; HttpOnly', 'csrf=2', 'theme=dark'],
          location: '/',
        })
        .end()
      break
    case '/elsewhere':
      response.writeHead(307, { location: searchParams.get('to')! }).end()
      break
    case '/fail':
      response
        .writeHead(Number(searchParams.get('status')), { 'set-cookie': 'seen=1; Path=/' })
        .end()
      break
    case '/challenge':
      if (seen.headers.authorization) response.end('in')
      else
        response
          .writeHead(401, {
            'www-authenticate': 'Basic realm="x"',
            'set-cookie': 'asked=1; Path=/',
          })
          .end()
      break
    case '/refused':
      response.writeHead(200, { 'set-cookie': 'bad=1; Domain=example.com; Path=/' })
      response.end()
      break
    default:
      response.end(seen.headers.cookie ?? 'no cookie')
  }
}

test('three Set-Cookie fields and a redirect -> all three are sent on', async () => {
  await using server = await startServer(answer)
  await using session = await Session.create({ baseURL: server.origin })
  expect(await (await session.post('/login')).text()).toBe('sid=1; csrf=2; theme=dark')
})

for (const status of [404, 500]) {
  test(`Set-Cookie of a ${status} -> in the jar`, async () => {
    await using server = await startServer(answer)
    await using session = await Session.create({ baseURL: server.origin })
    await session.get(`/fail?status=${status}`)
    expect(await (await session.get('/')).text()).toBe('seen=1')
  })
}

test('Set-Cookie of a 401 that httpCredentials answer -> in the jar, and sent with the answer', async () => {
  await using server = await startServer(answer)
  const httpCredentials = { username: 'ada', password: 'pw' }
  await using session = await Session.create({ baseURL: server.origin, httpCredentials })
  expect(await (await session.get('/challenge')).text()).toBe('in')
  expect(server.seen.map(({ headers }) => headers.cookie)).toEqual([undefined, 'asked=1'])
})

test('Cookie and Authorization given by the caller -> not sent to another origin', async () => {
  await using other = await startServer(answer)
  await using server = await startServer(answer)
  await using session = await Session.create({ baseURL: server.origin })
  await session.get(`/elsewhere?to=${other.origin}/`, {
    headers: { Cookie: 'mine=1', Authorization: 'Bearer t' },
  })
  expect(server.seen[0]!.headers).toMatchObject({ cookie: 'mine=1', authorization: 'Bearer t' })
  expect(other.seen[0]!.headers).not.toHaveProperty('cookie')
  expect(other.seen[0]!.headers).not.toHaveProperty('authorization')
})

test('a cookie of another domain -> refused, with URL and reason, and not sent', async () => {
  await using server = await startServer(answer)
  await using session = await Session.create({ baseURL: server.origin })
  await session.get('/refused')
  expect(session.jar.rejected).toMatchObject([
    { setCookie: 'bad=1; Domain=example.com; Path=/', url: `${server.origin}/refused` },
  ])
  expect(await (await session.get('/')).text()).toBe('no cookie')
})

test('a refused cookie of a response that is still coming -> not sent by a request beside it', async () => {
  // Playwright's own jar takes a cookie as soon as the header section is there.
  const { promise: released, resolve: release } = Promise.withResolvers<void>()
  await using server = await startServer(async (seen, response) => {
    if (seen.url === '/slow') {
      response.writeHead(200, { 'set-cookie': '__Host-bad=1; Path=/' })
      response.flushHeaders()
      await released
    }
    response.end()
  })
  await using session = await Session.create({ baseURL: server.origin })
  const slow = session.get('/slow')
  // By the last of them the header section has long come, which no client can see.
  for (let n = 0; n < 50; n++) await session.get('/')
  release()
  await slow
  await session.get('/')
  expect(session.jar.rejected).toHaveLength(1)
  expect(server.seen.filter(({ headers }) => 'cookie' in headers)).toEqual([])
})

test('a request sent again after ECONNRESET -> still no refused cookie', async () => {
  let resets = 2
  await using server = await startServer((seen, response) => {
    if (seen.url === '/flaky' && resets-- > 0) response.destroy()
    else response.setHeader('set-cookie', '__Host-bad=1; Path=/').end()
  })
  await using session = await Session.create({ baseURL: server.origin })
  await session.get('/')
  await session.get('/flaky', { maxRetries: 2 })
  expect(server.seen.map(({ url }) => url)).toEqual(['/', '/flaky', '/flaky', '/flaky'])
  expect(server.seen.filter(({ headers }) => 'cookie' in headers)).toEqual([])
})

test('two sessions -> no cookie of one in the other', async () => {
  await using server = await startServer(answer)
  await using ada = await Session.create({ baseURL: server.origin })
  await using bob = await Session.create({ baseURL: server.origin })
  await ada.post('/login')
  expect(await (await bob.get('/')).text()).toBe('no cookie')
})

test('reset -> neither cookies nor session headers', async () => {
  await using server = await startServer(answer)
  await using session = await Session.create({ baseURL: server.origin, headers: { 'x-a': '1' } })
  await session.post('/login')
  expect(server.seen.at(-1)!.headers).toMatchObject({ 'x-a': '1' })
  session.reset()
  await session.get('/')
  expect(server.seen.at(-1)!.headers).not.toHaveProperty('cookie')
  expect(server.seen.at(-1)!.headers).not.toHaveProperty('x-a')
})

test('storageState of one session -> another goes on with it, origins included', async () => {
  await using server = await startServer(answer)
  const origins = [{ origin: server.origin, localStorage: [{ name: 'a', value: '1' }] }]
  await using first = await Session.create({
    baseURL: server.origin,
    storageState: { cookies: [], origins },
  })
  await first.post('/login')
  const storageState = await first.storageState()
  expect(storageState.origins).toEqual(origins)
  await using second = await Session.create({ baseURL: server.origin, storageState })
  expect(await (await second.get('/')).text()).toBe('sid=1; csrf=2; theme=dark')
})
