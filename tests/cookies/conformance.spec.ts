import { expect, test } from '@playwright/test'
import { Session } from '../../src/session/session.ts'
import { useEveryHost } from '../support/use-every-host.ts'
import { rules } from './rules/rules.ts'
import { play } from './suites/cookie-case.ts'

const hosts = useEveryHost()

for (const rule of rules) {
  const what = rule.sent === '' ? 'nothing' : rule.sent.slice(0, 40)
  test(`${/^\d/.test(rule.section) ? 'RFC 6265bis, ' : ''}${rule.section}: ${rule.title} -> ${what}`, async () => {
    expect(await play(hosts.server, rule)).toBe(rule.sent)
  })
}

/** A session that got these fields from a server. */
async function sessionWith(url: string, fields: string[]): Promise<Session> {
  const session = await Session.create({
    proxy: { server: hosts.server.proxy },
    ignoreHTTPSErrors: true,
  })
  hosts.server.setCookie(url, fields)
  await session.get(url)
  return session
}

const days = 24 * 60 * 60 * 1000

test('RFC 6265bis, 5.5: no cookie lives longer than 400 days', async () => {
  const fields = [
    'a=1; Max-Age=99999999',
    'b=1; Expires=Fri, 01 Jan 2038 00:00:00 GMT',
    'c=1; Max-Age=3600',
  ]
  await using session = await sessionWith('http://www.example.org/', fields)
  const left = (name: string): number => Number(session.jar.get(name)?.expires) - Date.now()
  for (const name of ['a', 'b']) {
    expect(left(name)).toBeGreaterThan(399.9 * days)
    expect(left(name)).toBeLessThanOrEqual(400 * days)
  }
  expect(left('c')).toBeLessThanOrEqual(days)
})

test('CHIPS: a partitioned cookie is kept under its site, and the storage state says so', async () => {
  const url = 'https://www.example.org/'
  await using session = await sessionWith(url, ['a=1; Secure; Partitioned; SameSite=None'])
  expect(session.jar.get('a')).toMatchObject({
    partitioned: true,
    partitionKey: 'https://example.org',
    crossSiteAncestor: false,
  })
  const { cookies } = await session.storageState()
  // Without the last of these Chromium would not send it to the page itself.
  const kept = { name: 'a', partitionKey: 'https://example.org', _crHasCrossSiteAncestor: false }
  expect(cookies).toMatchObject([kept])
})

test('bytes that are no UTF-8 -> come back as they came', async () => {
  const url = 'http://www.example.org/bytes'
  await using session = await sessionWith(url, ['a=\xff\x80test\xff'])
  await session.get(url)
  expect(hosts.server.seen.at(-1)?.cookie).toBe('a=\xff\x80test\xff')
})

test('RFC 6265bis, 5.7: over plain HTTP no cookie shadows or replaces a Secure one', async () => {
  const secure = 'https://www.example.org/login'
  await using session = await sessionWith(secure, ['sid=1; Secure; Path=/login'])
  const plain = 'http://www.example.org/login/en'
  hosts.server.setCookie(plain, [
    'sid=evil; Path=/login/en',
    'sid=evil; Path=/login; Domain=example.org',
    'sid=root; Path=/',
  ])
  await session.get(plain)
  expect(session.jar.list().map(({ value }) => value)).toEqual(['1', 'root'])
  expect(session.jar.rejected).toMatchObject([{ name: 'sid' }, { name: 'sid' }])
})

test('a cookie that is refused -> told with cookie, URL and reason, and never with its value', async () => {
  const url = 'http://www.example.org/refusals'
  const fields = [
    'a=secret; Secure',
    'b=secret; Domain=example.com',
    '__Host-c=secret',
    '=',
    'd=secret; SameSite=None',
  ]
  await using session = await sessionWith(url, fields)
  expect(session.jar.rejected).toEqual(
    [
      ['a', 'it is Secure and came over plain HTTP from a host that is not loopback'],
      ['b', 'its Domain example.com does not cover the host www.example.org'],
      ['__Host-c', 'the prefix __Host- needs the Secure attribute'],
      ['', 'it has neither a name nor a value'],
      ['d', 'SameSite=None needs the Secure attribute'],
    ].map(([name, reason], index) => ({ name, reason, url, setCookie: fields[index] })),
  )
  for (const { reason } of session.jar.rejected) expect(reason).not.toContain('secret')
})

test('a control character in a response -> no HTTP message at all: Node refuses it, and the session goes on', async () => {
  const url = 'http://www.example.org/control'
  hosts.server.setCookie(url, ['a=1\x012'])
  await using session = await Session.create({ proxy: { server: hosts.server.proxy } })
  await expect(session.get(url)).rejects.toThrow('Invalid header value char')
  hosts.server.setCookie(url, ['b=2'])
  await session.get(url)
  expect(session.jar.list()).toMatchObject([{ name: 'b' }])
})
