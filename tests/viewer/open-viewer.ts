import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import {
  chromium as playwright,
  expect,
  test as base,
  type Browser,
  type Page,
} from '@playwright/test'
import { runCli, temporaryFolder } from '../cli/run-cli.ts'
import { chromium } from '../support/chromium.ts'

/** With a Chromium that a worker starts once. */
export const test = base.extend<object, { browser: Browser }>({
  browser: [
    async ({}, use) => {
      const browser = await playwright.launch(chromium())
      await use(browser)
      await browser.close()
    },
    { scope: 'worker' },
  ],
})

const RECORDED_AT = Date.parse('2024-03-01T10:00:00Z')

export interface Entry {
  readonly method?: string
  readonly path: string
  readonly status?: number
  readonly cookie?: string
  readonly setCookie?: readonly string[]
  readonly text?: string
  readonly mimeType?: string
  readonly base64?: true
  /** In place of a response: the connection failed. */
  readonly failure?: string
}

/** A HAR file whose requests are two seconds apart. */
function har(entries: readonly Entry[]): string {
  const field = (name: string, value: string): object => ({ name, value })
  return JSON.stringify({
    log: {
      version: '1.2',
      entries: entries.map((entry, index) => ({
        startedDateTime: new Date(RECORDED_AT + index * 2_000).toISOString(),
        time: 12,
        request: {
          method: entry.method ?? 'GET',
          url: `https://shop.example.com${entry.path}`,
          headers: entry.cookie === undefined ? [] : [field('Cookie', entry.cookie)],
        },
        response: {
          ...(entry.failure !== undefined && { _failureText: entry.failure }),
          status: entry.failure === undefined ? (entry.status ?? 200) : 0,
          statusText: 'OK',
          headers: [
            field('Content-Type', entry.mimeType ?? 'application/json'),
            ...(entry.setCookie ?? []).map((value) => field('Set-Cookie', value)),
          ],
          content: {
            text: entry.text ?? '{"items":[1]}',
            ...(entry.base64 && { encoding: 'base64' }),
          },
        },
      })),
    },
  })
}

const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=='

export const SHOP: readonly Entry[] = [
  {
    method: 'POST',
    path: '/login',
    status: 303,
    setCookie: ['sid=1; Path=/; Max-Age=5', 'theme=dark; Path=/', 'evil=1; Domain=com'],
  },
  { path: '/orders?page=1', cookie: 'sid=1; theme=dark' },
  {
    path: '/picture',
    cookie: 'sid=1; theme=dark',
    text: PIXEL,
    base64: true,
    mimeType: 'image/png',
  },
  { path: '/orders?page=2', cookie: 'theme=dark', status: 401 },
  {
    method: 'POST',
    path: '/logout',
    cookie: 'theme=dark',
    setCookie: ['theme=; Path=/; Max-Age=0'],
  },
]

/** The page of a cassette in a real browser, and everything that went wrong in it. */
export async function openViewer(
  browser: Browser,
  entries: readonly Entry[],
  options: Parameters<Browser['newPage']>[0] = {},
): Promise<{ page: Page; problems: string[] } & AsyncDisposable> {
  const folder = temporaryFolder()
  const [cassette, file] = [join(folder.path, 'shop.har'), join(folder.path, 'shop.html')]
  writeFileSync(cassette, har(entries))
  expect(runCli(['show', cassette, '--html', file])).toMatchObject({ exitCode: 0 })
  const page = await browser.newPage(options)
  const problems: string[] = []
  page.on('console', (message) => problems.push(message.text()))
  page.on('pageerror', (error) => problems.push(error.message))
  page.on('dialog', (dialog) => problems.push(dialog.message()))
  page.on('request', (request) => {
    if (!/^(file|data):/.test(request.url())) problems.push(request.url())
  })
  await page.goto(pathToFileURL(file).href)
  return {
    page,
    problems,
    async [Symbol.asyncDispose]() {
      await page.close()
      folder[Symbol.dispose]()
    },
  }
}
