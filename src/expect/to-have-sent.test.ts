import { expect, request, test } from '@playwright/test'
import { failureText, lines } from '../../tests/support/failure-text.ts'
import { startServer } from '../../tests/support/server.ts'
import { Session } from '../session/session.ts'
import { expect as extended } from './index.ts'

/** A session that has signed in by a POST which redirected, and what it got; URLs begin with `http://x`. */
async function signedIn(): Promise<{
  session: Session
  response: Awaited<ReturnType<Session['post']>>
  text: (assertion: () => unknown) => Promise<string>
  end: () => Promise<void>
}> {
  const server = await startServer((seen, response) => {
    if (seen.url === '/login')
      response.writeHead(303, { location: '/welcome', 'set-cookie': ['sid=abc', 'csrf=1'] })
    response.end()
  })
  const session = await Session.create({ baseURL: server.origin })
  const response = await session.post('/login', {
    data: { user: 'ada' },
    headers: { Authorization: 'Bearer secret', 'X-Request-Id': '7' },
  })
  return {
    session,
    response,
    text: async (assertion) => (await failureText(assertion)).replaceAll(server.origin, 'http://x'),
    end: async () => {
      await session.dispose()
      await server[Symbol.asyncDispose]()
    },
  }
}

test('a response and its session -> the request after the redirect', async () => {
  const { session, response, end } = await signedIn()
  for (const sender of [session, response]) {
    extended(sender).toHaveSentCookie('sid')
    extended(sender).toHaveSentCookie('sid', 'abc')
    extended(sender).toHaveSentCookie('csrf', /^\d$/)
    extended(sender).not.toHaveSentCookie('sid', 'ab')
    extended(sender).not.toHaveSentCookie('SID')
    extended(sender).toHaveSentHeader('x-request-id', '7')
    extended(sender).toHaveSentHeader('Cookie', 'sid=abc; csrf=1')
    extended(sender).not.toHaveSentHeader('content-type')
  }
  await end()
})

test('the fields that Playwright adds -> sent too', async () => {
  const { session, response, end } = await signedIn()
  extended(response).toHaveSentHeader('user-agent', /^Playwright/)
  extended(session.lastExchange?.redirectedFrom?.headers).toContainEqual({
    name: 'content-type',
    value: 'application/json',
  })
  await session.get('/', { headers: { accept: 'text/plain' } })
  extended(session).toHaveSentHeader('Accept', 'text/plain')
  extended(response).toHaveSentHeader('Accept', '*/*')
  await end()
})

test('requests at the same time -> each with its own', async () => {
  const { session, end } = await signedIn()
  const ids = ['1', '2', '3', '4']
  const responses = await Promise.all(
    ids.map((id) => session.get(`/?${id}`, { headers: { 'x-id': id } })),
  )
  for (const [index, response] of responses.entries()) {
    extended(response).toHaveSentHeader('x-id', ids[index]!)
  }
  await end()
})

test('a request that failed -> the last one all the same', async () => {
  await using session = await Session.create()
  await session.get('http://127.0.0.1:1/', { headers: { 'x-id': '1' } }).catch(() => undefined)
  extended(session).toHaveSentHeader('x-id', '1')
  expect(session.lastExchange).toMatchObject({ method: 'GET', setCookie: [] })
})

test('another cookie value -> both', async () => {
  const { session, text, end } = await signedIn()
  expect(await text(() => extended(session).toHaveSentCookie('sid', /^\d+$/))).toBe(
    lines(`
      expect(received).toHaveSentCookie("sid", value)

      GET http://x/welcome sent cookie \`sid\`

                 expected  received
        ✘ value  /^\\d+$/   "abc"
    `),
  )
  await end()
})

test('no such cookie -> those that were sent', async () => {
  const { session, text, end } = await signedIn()
  expect(await text(() => extended(session).toHaveSentCookie('SID'))).toBe(
    lines(`
      expect(received).toHaveSentCookie("SID")

      no cookie \`SID\`; GET http://x/welcome sent \`sid\`, \`csrf\`
    `),
  )
  session.reset()
  await session.get('/')
  expect(await text(() => extended(session).toHaveSentCookie('sid'))).toContain(
    'no cookie `sid`; GET http://x/ sent none',
  )
  await end()
})

test('a cookie that the jar has, and for elsewhere -> for where', async () => {
  const { session, text, end } = await signedIn()
  session.jar.set({ name: 'admin', value: '1', domain: '127.0.0.1', path: '/admin' })
  session.jar.set({ name: 'admin', value: '2', domain: '.shop.test', secure: true })
  await session.get('/')
  expect(await text(() => extended(session).toHaveSentCookie('admin', '1'))).toBe(
    lines(`
      expect(received).toHaveSentCookie("admin", value)

      no cookie \`admin\`; GET http://x/ sent \`sid\`, \`csrf\`
      the jar has \`admin\` for domain 127.0.0.1, path /admin
      the jar has \`admin\` for domain .shop.test, path /, Secure
    `),
  )
  await end()
})

test('no such header -> the names of those that were sent, and no value', async () => {
  const { response, text, end } = await signedIn()
  const message = await text(() => extended(response).toHaveSentHeader('x-requestid', '8'))
  expect(message).toBe(
    lines(`
      expect(received).toHaveSentHeader("x-requestid", value)

      GET http://x/welcome has no x-requestid header; it has \`X-Request-Id\`, \`user-agent\`, \`accept\`, \`accept-encoding\`, \`Authorization\`, \`Cookie\`, \`Host\`
    `),
  )
  await end()
})

const TAKES = 'a session (its last request counts) or a response that a session got'

test('what sent nothing -> an error, also under not', async () => {
  await using session = await Session.create()
  await using context = await request.newContext()
  await using server = await startServer((_seen, response) => void response.end())
  const plain = await context.get(server.origin)
  for (const assertion of ['toHaveSentCookie', 'toHaveSentHeader'] as const) {
    const none = `${assertion}: the session has sent no request yet`
    expect(await failureText(() => extended(session)[assertion]('a'))).toBe(none)
    expect(await failureText(() => extended(session).not[assertion]('a'))).toBe(none)
    expect(await failureText(() => extended(plain)[assertion]('a'))).toBe(
      `${assertion} takes ${TAKES}, and was given an APIResponse`,
    )
  }
})

test('a response of asFetch -> what the session sent for it', async () => {
  const { session, end } = await signedIn()
  const response = await session.asFetch()('/welcome', { headers: { 'x-id': '9' } })
  extended(response).toHaveStatus(200)
  extended(response).toHaveSentHeader('x-id', '9')
  extended(response).toHaveSentCookie('sid', 'abc')
  await end()
})
