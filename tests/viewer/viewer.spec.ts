import { expect, type Page } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'
import { openViewer, SHOP, test } from './open-viewer.ts'

const API = new URL('../../demo/api.ts', import.meta.url)

test('a cassette in a browser: list, details side by side, search and keys', async ({
  browser,
}) => {
  await using viewer = await openViewer(browser, SHOP)
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

test('the cookie timeline says by which request a session was gone', async ({ browser }) => {
  await using viewer = await openViewer(browser, SHOP)
  const { page } = viewer
  const lane = (name: string): ReturnType<Page['getByRole']> =>
    page.getByRole('group', { name: `Cookie ${name} of ` })
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
  // Its mark stands at the line's end, in the column of its request.
  const mark = await lane('sid').getByRole('link', { name: 'had expired' }).boundingBox()
  const sent = await lane('theme').getByRole('link', { name: 'sent with #4' }).boundingBox()
  expect(mark!.x).toBe(sent!.x)
})

test('what a stranger wrote into a cassette is shown and never run', async ({ browser }) => {
  const hostile = '</script><img src=x onerror="alert(1)"><script>alert(2)</script>'
  await using viewer = await openViewer(browser, [
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

test('a response that changes a cookie and deletes it again has one mark, which says both', async ({
  browser,
}) => {
  await using viewer = await openViewer(browser, [
    { path: '/', setCookie: ['sid=1; Path=/'] },
    { path: '/out', cookie: 'sid=1', setCookie: ['sid=2; Path=/', 'sid=; Path=/; Max-Age=0'] },
  ])
  const marks = viewer.page.getByRole('group', { name: 'Cookie sid of' }).getByRole('link')
  await expect(marks).toHaveCount(3)
  await expect(marks.last()).toHaveAccessibleName('changed by #2 GET /out, deleted by #2 GET /out')
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
