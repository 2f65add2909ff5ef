import { expect, test } from '@playwright/test'
import { failureText, lines } from '../../tests/support/failure-text.ts'
import { startServer } from '../../tests/support/server.ts'
import { Session } from '../session/session.ts'
import type { CookieAttributes } from './cookie-attributes.ts'
import { expect as extended } from './index.ts'

function responseWith(...setCookie: readonly string[]): Response {
  return new Response(null, { headers: setCookie.map((field) => ['set-cookie', field]) })
}

const outcomes: readonly [field: string, expected: CookieAttributes, pass: boolean][] = [
  ['sid=1', {}, true],
  ['sid=1; Path=/; Max-Age=60', { value: '1', path: '/', maxAge: 60, session: false }, true],
  ['sid=1', { path: undefined, domain: undefined, sameSite: undefined, session: true }, true],
  ['sid=1', { path: '/' }, false],
  ['sid=1; Domain=.shop.test', { domain: 'shop.test' }, true],
  ['sid=1; Expires=Wed, 01 Jan 2031 00:00:00 GMT', { expires: new Date('2031-01-01') }, true],
  ['sid=1; Secure; HttpOnly; SameSite=none', { secure: true, sameSite: 'None' }, true],
  ['sid=; Max-Age=0', { value: '', maxAge: 0 }, true],
  ['SID=1', {}, false],
]

for (const [field, expected, pass] of outcomes) {
  const title = Object.entries(expected).map(([key, value]) => `${key} ${String(value)}`)
  test(`${field} sets sid with ${title.join(', ')} -> ${pass}`, async () => {
    const response = responseWith(field)
    const positive = await failureText(() => extended(response).toSetCookie('sid', expected))
    const negative = await failureText(() => extended(response).not.toSetCookie('sid', expected))
    expect([positive === 'passed', negative === 'passed']).toEqual([pass, !pass])
  })
}

test('an attribute differs -> a table', async () => {
  const response = responseWith('sid=1; Path=/')
  expect(
    await failureText(() => extended(response).toSetCookie('sid', { path: '/', secure: true })),
  ).toBe(
    lines(`
      expect(received).toSetCookie("sid", attributes)

      a response set cookie \`sid\`

                  expected  received
          path    "/"       "/"
        ✘ secure  true      false
    `),
  )
})

test('none of that name -> those that it set', async () => {
  expect(await failureText(() => extended(responseWith('SID=1', 'a=1')).toSetCookie('sid'))).toBe(
    lines(`
      expect(received).toSetCookie("sid")

      no Set-Cookie for \`sid\`; a response set \`SID\`, \`a\`
    `),
  )
  expect(await failureText(() => extended(responseWith()).toSetCookie('sid'))).toContain(
    'no Set-Cookie for `sid`; a response set no cookie',
  )
})

test('a field that sets nothing -> why', async () => {
  const response = responseWith(`sid=${'x'.repeat(4096)}`)
  expect(await failureText(() => extended(response).toSetCookie('sid'))).toContain(
    'a Set-Cookie for `sid` sets nothing: its name and value are 4099 bytes long, the limit is 4096',
  )
})

test('a redirect on the way -> its cookies count, and the message says so', async () => {
  await using server = await startServer((seen, response) => {
    response.setHeader('set-cookie', seen.url === '/login' ? 'sid=1; HttpOnly' : 'seen=1')
    if (seen.url === '/login') response.writeHead(303, { location: '/welcome' })
    response.end()
  })
  await using session = await Session.create({ baseURL: server.origin })
  const response = await session.post('/login')
  extended(response).toSetCookie('sid', { httpOnly: true })
  extended(response).toSetCookie('seen')
  const text = await failureText(() => extended(response).toSetCookie('csrf'))
  expect(text.replaceAll(server.origin, 'http://x')).toContain(
    'no Set-Cookie for `csrf`; GET http://x/welcome and the redirects before it set `seen`, `sid`',
  )
})

test('what is no response -> an error that says what is', async () => {
  const text = 'toSetCookie takes a response of a session, of `request` or of `fetch`'
  const none = 'sid=1' as unknown as Response
  expect(await failureText(() => extended(none).toSetCookie('sid'))).toBe(
    `${text}, and was given a string`,
  )
  expect(await failureText(() => extended(none).not.toSetCookie('sid'))).toContain(text)
})
