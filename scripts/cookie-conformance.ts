/**
 * Counts the cookie cases that a session passes, that Playwright's own client passes and that a page in
 * Chromium passes, over real HTTP to a server on loopback: `npm run conformance`. The figures in docs/sessions-and-cookies.md are from here. The tests in
 * `tests/cookies/` hold a session to every one of them.
 */
import { request } from '@playwright/test'
import { parseSetCookie } from '../src/cookies/set-cookie.ts'
import { rules } from '../tests/cookies/rules/rules.ts'
import { browserCases } from '../tests/cookies/suites/browsers.ts'
import { newSession, play, type CookieCase } from '../tests/cookies/suites/cookie-case.ts'
import { dateCases, headerCases } from '../tests/cookies/suites/http-state.ts'
import { playInPage, startChromium } from '../tests/cookies/suites/in-chromium.ts'
import { EveryHost } from '../tests/support/every-host.ts'

await using server = await EveryHost.start()

await using browser = await startChromium(server)

const clients: ((one: CookieCase) => Promise<string>)[] = [
  (one) => play(server, one, newSession),
  (one) => play(server, one, request.newContext.bind(request)),
  (one) => playInPage(server, browser, one),
]

async function count(cases: readonly CookieCase[]): Promise<string[]> {
  const passed = clients.map(() => 0)
  for (const one of cases) {
    for (const [index, client] of clients.entries()) {
      const sent = await client(one).catch(() => undefined)
      if (sent === one.sent) passed[index]! += 1
    }
  }
  return passed.map((number) => `${number} of ${cases.length}`)
}

const dates = dateCases.filter(
  ({ test, expected }) =>
    (parseSetCookie(`a=1; Expires=${test}`).expires?.toUTCString() ?? null) === expected,
)
const revised = headerCases.filter((one) => one.revised)
const asWritten = headerCases.filter((one) => !one.revised)
const line = (suite: string, counts: string[]): void =>
  console.log([suite.padEnd(60), ...counts.map((text) => text.padEnd(12))].join('').trimEnd())

line('', ['session', 'request', `Chromium ${browser.version().split('.')[0]}`])
line('http-state headers, as RFC 6265 came with them', await count(asWritten))
line('http-state headers, nameless cookies by RFC 6265bis', await count(revised))
line('http-state dates', [`${dates.length} of ${dateCases.length}`])
line('browsers (web-platform-tests), what HTTP shows', await count(browserCases))
line('rules of RFC 6265bis', await count(rules))
