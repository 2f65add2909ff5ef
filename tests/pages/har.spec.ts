import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { chromium } from '../support/chromium.ts'
import { createConsumer } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'

const SITE = new URL('../support/site.ts', import.meta.url)

const config = (use: string): string => `import { defineConfig } from '@playwright/test'
export default defineConfig({
  workers: 1,
  timeout: 20_000,
  use: { baseURL: process.env.SITE, launchOptions: ${JSON.stringify(chromium())}, ${use} },
})`

/** What a person does on the site, with what she should see. */
const VISIT = `
async function visit(page) {
  await page.goto('/')
  await expect(page.locator('#fetched')).toHaveText('tea, milk')
  await expect(page.locator('#posted')).toHaveText('echo {"a":1}')
  await expect(page.locator('h1')).toHaveCSS('color', 'rgb(1, 2, 3)')
  await expect.poll(() => page.locator('img').evaluate((img) => img.naturalWidth)).toBe(1)
  await expect(page.frameLocator('iframe').locator('p')).toHaveText('in a frame')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await expect(page).toHaveURL('/account')
  await expect(page.locator('#cookie')).toHaveText(/^sid=[^;]+; theme=dark; visited=1$/)
}`

/** Every way in which Playwright makes a HAR. */
const MAKE_HARS = `
import { test, expect } from '@playwright/test'
${VISIT}
const contexts = {
  'recordHar to a file': { path: 'hars/file.har' },
  'recordHar to a folder': { path: 'hars/folder/site.har', content: 'attach' },
  'recordHar to an archive': { path: 'hars/archive.zip' },
}
for (const [title, recordHar] of Object.entries(contexts)) {
  test(title, async ({ browser }) => {
    const context = await browser.newContext({ recordHar })
    await visit(await context.newPage())
    await context.close()
  })
}
for (const path of ['update.har', 'update/site.har', 'update.zip']) {
  test('routeFromHAR with update to ' + path, async ({ browser }) => {
    const context = await browser.newContext()
    await context.routeFromHAR('hars/' + path, { update: true })
    await visit(await context.newPage())
    await context.close()
  })
}
for (const path of ['tracing.har', 'tracing/site.har', 'tracing.zip']) {
  test('tracing.startHar to ' + path, async ({ browser }) => {
    const context = await browser.newContext()
    await context.tracing.startHar('hars/' + path, path.includes('/') ? { content: 'attach' } : {})
    await visit(await context.newPage())
    await context.tracing.stopHar()
    await context.close()
  })
}
`

const USE_HARS = `
import { test, expect } from 'replaywright'
${VISIT}
const HARS = [
  ...['file.har', 'folder/site.har', 'archive.zip'],
  ...['update.har', 'update/site.har', 'update.zip'],
  ...['tracing.har', 'tracing/site.har', 'tracing.zip'],
]
for (const path of HARS) {
  test.describe(path, () => {
    test.use({ cassettePath: 'hars/' + path, unusedInteractions: 'ignore' })
    test('a page', ({ page }) => visit(page))
    test('a session', async ({ session }) => {
      expect(await (await session.get('/api/items')).json()).toEqual(['tea', 'milk'])
      const account = await session.post('/login', { form: { user: 'ada' } })
      expect(account.url()).toBe(process.env.SITE + '/account')
    })
  })
}
`

test('HAR files that Playwright made serve as cassettes', async () => {
  await using server = await LiveServer.start(SITE)
  await using maker = createConsumer({ config: config(''), files: { 'a.spec.ts': MAKE_HARS } })
  const env = { SITE: server.url }
  const made = await maker.run([], { env })
  expect(made, made.output).toMatchObject({ passed: 9, failed: 0 })
  await server.stop()
  maker.write('playwright.config.ts', config('capturePages: true'))
  maker.write('a.spec.ts', USE_HARS)
  const run = await maker.run([], { env: { ...env, CI: '1' } })
  expect(run, run.output).toMatchObject({ passed: 18, failed: 0 })
})

test("cassettes serve Playwright's routeFromHAR, as a file and as an archive", async () => {
  await using server = await LiveServer.start(SITE)
  const spec = (path: string): string => `
    import { test, expect } from 'replaywright'
    ${VISIT}
    test.use({ cassettePath: '${path}' })
    test('a visit', ({ page }) => visit(page))`
  await using consumer = createConsumer({
    config: config('capturePages: true'),
    files: { 'a.spec.ts': spec('ours.har'), 'b.spec.ts': spec('ours.zip') },
  })
  const env = { SITE: server.url }
  const recorded = await consumer.run([], { env })
  expect(recorded, recorded.output).toMatchObject({ passed: 2, failed: 0 })
  await server.stop()
  consumer.remove('b.spec.ts')
  consumer.write('playwright.config.ts', config(''))
  consumer.write(
    'a.spec.ts',
    `import { test, expect } from '@playwright/test'
    ${VISIT}
    for (const path of ['ours.har', 'ours.zip']) {
      test(path, async ({ page }) => {
        await page.routeFromHAR(path)
        await visit(page)
      })
    }`,
  )
  const run = await consumer.run([], { env: { ...env, CI: '1' } })
  expect(run, run.output).toMatchObject({ passed: 2, failed: 0 })
})

/** As devtools export it: sanitized, of HTTP/2, with what an extension blocked and a WebSocket. */
const DEVTOOLS = new URL('../../fixtures/foreign/devtools.har', import.meta.url)

const USE_DEVTOOLS = `
import { test, expect } from 'replaywright'
test.use({ cassettePath: 'devtools.har' })
test('a page', async ({ page, session, cassette }) => {
  await page.goto('https://shop.example/')
  await expect(page).toHaveURL('https://shop.example/home')
  await expect(page.locator('#items')).toHaveText('tea, milk')
  await expect.poll(() => page.locator('img').evaluate((img) => img.naturalWidth)).toBe(1)
  const order = await session.post('https://shop.example/api/order', { form: { n: '2', item: 'tea' } })
  expect(await order.json()).toEqual({ id: 7 })
  expect(cassette.unused()).toEqual([])
})
`

test("a HAR of Chrome's devtools serves as a cassette", async () => {
  await using consumer = createConsumer({
    config: config('capturePages: true'),
    files: { 'a.spec.ts': USE_DEVTOOLS, 'devtools.har': readFileSync(DEVTOOLS, 'utf8') },
  })
  const run = await consumer.run([], { env: { CI: '1' } })
  expect(run, run.output).toMatchObject({ passed: 1, failed: 0 })
})
