import { chromium, type Browser } from '@playwright/test'
import { chromium as launch } from '../../support/chromium.ts'
import type { EveryHost } from '../../support/every-host.ts'
import { fromBytes, toBytes, type CookieCase } from './cookie-case.ts'

/** A browser to which every host, loopback too, is the server. */
export function startChromium(server: EveryHost): Promise<Browser> {
  return chromium.launch({ ...launch(), proxy: { server: server.proxy, bypass: '<-loopback>' } })
}

/** The Cookie field of the last request for a page, as a byte string; Chromium asks for an icon too. */
export function lastCookie(server: EveryHost): string {
  const pages = server.seen.filter((seen) => !seen.url.endsWith('/favicon.ico'))
  return pages.at(-1)?.cookie ?? ''
}

/** Plays a case with a page of its own, as `play` does with a session. */
export async function playInPage(
  server: EveryHost,
  browser: Browser,
  { from, setCookie, to }: CookieCase,
): Promise<string> {
  await using context = await browser.newContext({ ignoreHTTPSErrors: true })
  const page = await context.newPage()
  server.setCookie(from, setCookie.map(toBytes))
  await page.goto(from)
  server.setCookie(from, [])
  await page.goto(to)
  return fromBytes(lastCookie(server))
}
