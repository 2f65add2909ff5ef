import { expect, test } from '@playwright/test'
import { chromium } from '../support/chromium.ts'
import { createConsumer } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'

const SITE = new URL('../support/site.ts', import.meta.url)

const CONFIG = `import { defineConfig } from '@playwright/test'
export default defineConfig({
  workers: 1,
  timeout: 20_000,
  use: { baseURL: process.env.SITE, capturePages: true, launchOptions: ${JSON.stringify(chromium())} },
})`

const SPEC = `
import { subscribe } from 'node:diagnostics_channel'
import { test, expect } from 'replaywright'

test('a page with a bit of everything', async ({ page, cassette }) => {
  await page.goto('/')
  await expect(page).toHaveTitle('Shop')
  await expect(page.locator('#fetched')).toHaveText('tea, milk')
  await expect(page.locator('#posted')).toHaveText('echo {"a":1}')
  await expect(page.locator('h1')).toHaveCSS('color', 'rgb(1, 2, 3)')
  expect(await page.locator('img').evaluate((img) => img.complete && img.naturalWidth)).toBe(1)
  await expect(page.frameLocator('iframe').locator('p')).toHaveText('in a frame')
  expect(await page.evaluate(() => navigator.serviceWorker?.getRegistrations().then((all) => all.length) ?? 0)).toBe(0)
  // The bytes are no font: what counts is that they were asked for.
  await page.evaluate(() => document.fonts.load('12px Shop').catch(() => {}))
  const paths = cassette.interactions.map(({ request }) => new URL(request.url).pathname)
  expect(paths.toSorted()).toEqual(['/', '/api/echo', '/api/items', '/app.js', '/frame', '/pixel.png', '/shop.woff2', '/style.css'])
})

test('the worker sends what is recorded; a replay does without the HTTP stack of Node.js', async ({ page, request, cassette }) => {
  const sent = []
  subscribe('http.client.request.start', ({ request }) => sent.push(request.path))
  await page.goto('/account')
  await page.evaluate(() => fetch('/welcome'))
  const ofPage = sent.splice(0)
  // Of a client in the worker the channel tells in both modes.
  await request.get('/frame')
  expect(sent).toEqual(['/frame'])
  expect(ofPage).toEqual(cassette.mode === 'none' ? [] : ['/account', '/welcome', '/account'])
})

test('signing in by a form: redirects, each with its cookies', async ({ page, context }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/account')
  await expect(page.locator('#cookie')).toHaveText(/^sid=[^;]+; theme=dark; visited=1$/)
  const cookies = await context.cookies()
  expect(cookies.map(({ name, httpOnly }) => [name, httpOnly])).toEqual([['sid', true], ['theme', false], ['visited', false]])
  const response = await page.goto('/welcome')
  expect(response.url()).toBe(process.env.SITE + '/account')
  expect(response.request().redirectedFrom().url()).toBe(process.env.SITE + '/welcome')
  expect(await page.evaluate(() => fetch('/welcome').then((r) => [r.url, r.redirected, r.status]))).toEqual([process.env.SITE + '/account', true, 200])
})

test('a popup, a download after a redirect, an upload, a POST that stays one', async ({ page }) => {
  await page.goto('/')
  const popup = await Promise.all([page.waitForEvent('popup'), page.click('#popup')]).then(([popup]) => popup)
  await expect(popup.locator('p')).toHaveText('popped up')
  const download = await Promise.all([page.waitForEvent('download'), page.click('#export')]).then(([download]) => download)
  expect(download.suggestedFilename()).toBe('items.csv')
  expect(await (await download.createReadStream()).toArray().then((chunks) => Buffer.concat(chunks).toString())).toBe('tea,4.5\\n')
  await page.setInputFiles('input[type=file]', { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('THE CONTENT') })
  await page.getByRole('button', { name: 'Upload' }).click()
  await expect(page.locator('p')).toHaveText('a.txt: true')
  expect(await page.evaluate(() => fetch('/keep', { method: 'POST', body: 'it' }).then((r) => r.text()))).toBe('<p>kept it</p>')
  await expect(page.goto('/loop')).rejects.toThrow('ERR_TOO_MANY_REDIRECTS')
})

test('a context that the test makes', async ({ browser }) => {
  const context = await browser.newContext()
  const page = await context.newPage()
  await page.goto('/account')
  await expect(page).toHaveTitle('Account')
})
`

test('pages are recorded and replayed in Chromium with the server stopped', async () => {
  await using server = await LiveServer.start(SITE)
  await using consumer = createConsumer({ config: CONFIG, files: { 'shop.spec.ts': SPEC } })
  const env = { SITE: server.url }
  const recorded = await consumer.run([], { env })
  expect(recorded, recorded.output).toMatchObject({ passed: 5, failed: 0 })
  const fixtures = consumer.snapshot('fixtures/**')
  await server.stop()
  const replayed = await consumer.run([], { env: { ...env, CI: '1' } })
  expect(replayed, replayed.output).toMatchObject({ passed: 5, failed: 0 })
  expect(consumer.snapshot('fixtures/**')).toEqual(fixtures)
})
