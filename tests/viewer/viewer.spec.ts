import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { writeFileSync } from 'node:fs'
import { chromium as playwright, expect, test, type Browser, type Page } from '@playwright/test'
import { runCli, temporaryFolder } from '../cli/run-cli.ts'
import { chromium } from '../support/chromium.ts'
import { createConsumer } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'

const API = new URL('../../demo/api.ts', import.meta.url)
const RECORDED_AT = Date.parse('2024-03-01T10:00:00Z')

interface Entry {
  readonly method?: string
  readonly path: string
  readonly status?: number
  readonly cookie?: string
  readonly setCookie?: readonly string[]
  readonly text?: string
  readonly mimeType?: string
  readonly base64?: true
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
          status: entry.status ?? 200,
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

const SHOP: readonly Entry[] = [
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

let browser: Browser
test.beforeAll(async () => {
  browser = await playwright.launch(chromium())
})
test.afterAll(() => browser.close())

/** The page of a cassette in a real browser, and everything that went wrong in it. */
async function openViewer(
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

test('a cassette in a browser: list, details side by side, search and keys', async () => {
  await using viewer = await openViewer(SHOP)
  const { page, problems } = viewer
  const rows = page.getByRole('navigation', { name: 'Interactions' }).getByRole('link')
  await expect(rows).toHaveCount(5)
  await expect(rows.nth(1)).toContainText('/orders?page=1')
  await expect(rows.nth(1)).toContainText('200')

  // The first is shown at once.
  const request = page.getByRole('region', { name: 'Request' })
  const response = page.getByRole('region', { name: 'Response' })
  await expect(page.getByRole('heading', { name: '#1 POST' })).toBeVisible()
  await rows.nth(1).click()
  await expect(page.getByRole('heading', { name: '#2 GET' })).toBeVisible()
  await expect(request).toContainText('sid=1; theme=dark')
  await expect(response.locator('pre')).toHaveText('{\n  "items": [\n    1\n  ]\n}')
  const [left, right] = [await request.boundingBox(), await response.boundingBox()]
  expect(right!.x).toBeGreaterThanOrEqual(left!.x + left!.width)

  await rows.nth(2).click()
  const picture = response.getByRole('img', { name: 'image/png' })
  expect(await picture.evaluate((image: { naturalWidth: number }) => image.naturalWidth)).toBe(1)

  await page.keyboard.press('/')
  await page.keyboard.type('orders 401')
  await expect(rows.filter({ visible: true })).toHaveCount(1)
  await expect(page.getByText('1 of 5')).toBeVisible()
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('heading', { name: '#4 GET' })).toBeVisible()
  await page.getByRole('searchbox').press('Escape')
  await expect(rows.filter({ visible: true })).toHaveCount(5)
  await page.keyboard.press('j')
  await expect(page.getByRole('heading', { name: '#5 POST' })).toBeVisible()
  await page.keyboard.press('k')
  await page.keyboard.press('k')
  await expect(rows.nth(2)).toHaveAttribute('aria-current', 'true')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: '#3 GET' })).toBeFocused()
  expect(problems).toEqual([])
})

test('the cookie timeline says by which request a session was gone', async () => {
  await using viewer = await openViewer(SHOP)
  const { page } = viewer
  const lane = (name: string): ReturnType<Page['getByRole']> =>
    page.getByRole('region', { name: `Cookie ${name}` })
  const events = async (name: string): Promise<(string | null)[]> =>
    Promise.all(
      (await lane(name).getByRole('link').all()).map((link) => link.getAttribute('title')),
    )
  expect(await events('sid')).toEqual([
    'set by #1 POST /login',
    'sent with #2 GET /orders',
    'sent with #3 GET /picture',
    'had expired before #4 GET /orders',
  ])
  expect((await events('theme')).at(-1)).toBe('deleted by #5 POST /logout')
  expect(await events('evil')).toEqual([
    'refused from #1 POST /login: its Domain com is a public suffix',
  ])
  await lane('sid').getByRole('link', { name: 'had expired before' }).click()
  await expect(page.getByRole('heading', { name: '#4 GET' })).toBeVisible()
  // Its mark stands below the line's end, in the column of its request.
  const mark = await lane('sid').getByRole('link', { name: 'had expired' }).boundingBox()
  const sent = await lane('theme').getByRole('link', { name: 'sent with #4' }).boundingBox()
  expect(mark!.x).toBe(sent!.x)
})

test('what a stranger wrote into a cassette is shown and never run', async () => {
  const hostile = '</script><img src=x onerror="alert(1)"><script>alert(2)</script>'
  await using viewer = await openViewer([
    { path: `/${encodeURIComponent(hostile)}`, text: hostile, cookie: `${hostile}=1` },
    {
      path: '/svg',
      text: '<svg xmlns="http://www.w3.org/2000/svg" onload="alert(3)"/>',
      mimeType: 'image/svg+xml',
    },
  ])
  const { page, problems } = viewer
  await expect(page.locator('#detail pre')).toHaveText(hostile)
  await page.getByRole('navigation').getByRole('link').nth(1).click()
  await expect(page.locator('#detail pre')).toContainText('onload')
  expect(problems).toEqual([])
})

test('at 375 px nothing is cut off, dark or light, and a thousand interactions can be gone through', async () => {
  const many = Array.from({ length: 1_000 }, (_, index): Entry => ({ path: `/orders/${index}` }))
  await using viewer = await openViewer([...SHOP, ...many], {
    viewport: { width: 375, height: 700 },
    colorScheme: 'dark',
  })
  const { page, problems } = viewer
  const width = await page.evaluate('document.documentElement.scrollWidth')
  expect(width).toBe(375)
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
    'rgb(20, 23, 26)',
  )
  await page.emulateMedia({ colorScheme: 'light' })
  expect(await page.evaluate('getComputedStyle(document.body).backgroundColor')).toBe(
    'rgb(255, 255, 255)',
  )
  await page.getByRole('searchbox').fill('/orders/999')
  await page.keyboard.press('ArrowDown')
  await expect(page.getByRole('heading', { name: '#1005 GET' })).toBeVisible()
  expect(problems).toEqual([])
})

test('the report of a test that failed has its cassette, and of every test where the option says so', async () => {
  const spec = `
    import { test, expect } from 'replaywright'
    test('fails', async ({ session }) => {
      await session.get(process.env.API_URL + '/picture')
      expect(process.env.CI).toBe(undefined)
    })
    test('passes', async ({ session }) => { await session.get(process.env.API_URL + '/picture') })
    test.describe('on', () => {
      test.use({ attachCassette: 'on' })
      test('passes too', async ({ session }) => { await session.get(process.env.API_URL + '/picture') })
    })`
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({ files: { 'a.spec.ts': spec } })
  const env = { API_URL: server.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 3 })
  await server.stop()
  const run = await consumer.run([], { env: { ...env, CI: '1' } })
  const attached = run.tests.map(({ title, attachments }) => {
    const page = attachments.find(({ name }) => name === 'replaywright-cassette.html')
    return [title, page?.body?.includes('/picture') ?? false]
  })
  expect(attached).toEqual([
    ['fails', true],
    ['passes', false],
    ['on › passes too', true],
  ])
  const wrong = spec.replace("'on' }", "'always' }")
  consumer.write('a.spec.ts', wrong)
  const { errors } = await consumer.run([], { env: { ...env, CI: '1' } })
  expect(errors.join('\n')).toContain(
    `attachCassette: "always" is none of 'off', 'on', 'only-on-failure'`,
  )
})
