import { expect, test } from '@playwright/test'
import { Session } from '../../src/session/session.ts'
import { useEveryHost } from '../support/use-every-host.ts'
import { lastCookie, startChromium } from './suites/in-chromium.ts'

const hosts = useEveryHost()
const url = 'https://www.example.org/'

test('the storage state of a session -> a page in real Chromium sends the same Cookie field, and the reverse', async () => {
  const setCookie = [
    'sid=1; Path=/; HttpOnly; SameSite=Strict',
    'partitioned=1; Path=/; Secure; Partitioned; SameSite=None',
    'domain=1; Path=/; Domain=example.org',
    'utf8=\xe6\x98\xa5; Path=/',
    'quoted="x y"; Path=/',
    'nameless; Path=/',
    'lasting=1; Path=/; Max-Age=1000',
    '__Host-a=1; Path=/; Secure',
  ]
  hosts.server.setCookie(url, setCookie)
  const proxy = { server: hosts.server.proxy }
  await using session = await Session.create({ proxy, ignoreHTTPSErrors: true })
  await session.get(url)
  hosts.server.setCookie(url, [])
  await session.get(url)
  const sent = lastCookie(hosts.server)
  expect(sent.split('; ')).toHaveLength(setCookie.length)

  await using browser = await startChromium(hosts.server)
  const storageState = await session.storageState()
  await using context = await browser.newContext({ storageState, ignoreHTTPSErrors: true })
  await (await context.newPage()).goto(url)
  expect(lastCookie(hosts.server)).toBe(sent)

  const back = await context.storageState()
  await using again = await Session.create({ proxy, ignoreHTTPSErrors: true, storageState: back })
  await again.get(url)
  // Chromium gives its cookies in an order of its own.
  expect(lastCookie(hosts.server).split('; ').toSorted()).toEqual(sent.split('; ').toSorted())
})
