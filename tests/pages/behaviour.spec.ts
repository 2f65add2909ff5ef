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
import { test, expect } from 'replaywright'
const { SITE, LIVE, OTHER } = process.env

test('from a session to a page', async ({ session, browser }) => {
  await session.post('/login', { form: { user: 'ada' } })
  const context = await browser.newContext({ storageState: await session.storageState() })
  const page = await context.newPage()
  await page.goto('/account')
  await expect(page.locator('#cookie')).toHaveText(/^sid=(s3ss10n|placeholder-sid-1); theme=dark; visited=1$/)
})

test('from a page to a session', async ({ page, context, session, newSession }) => {
  await page.goto('/')
  await page.getByRole('button', { name: 'Sign in' }).click()
  await page.waitForURL('/account')
  await session.addCookies(await context.cookies())
  expect(await (await session.get('/cookies')).text()).toBe('sid theme visited')
  const other = await newSession({ storageState: await context.storageState() })
  expect(await (await other.get('/cookies')).text()).toBe('sid theme visited')
})

test.describe('a page that polls', () => {
  test.use({ matchOn: { repeats: 'last' } })
  test('more often than it was recorded', async ({ page }) => {
    await page.goto('/frame')
    const polls = await page.evaluate(async (times) => {
      const seen = []
      while (seen.length < times) seen.push((await (await fetch('/poll')).json()).done)
      return seen
    }, LIVE ? 3 : 5)
    expect(polls).toEqual(LIVE ? [false, false, true] : [false, false, true, true, true])
  })
})

const leftOut = {
  'analytics that the globs leave out': { capturePages: [SITE + '/**'] },
  'analytics that are ignored': { ignoreRequests: [OTHER + '/**'] },
}
for (const [title, use] of Object.entries(leftOut)) test.describe(title, () => {
  test.use(use)
  test('are not recorded and no miss', async ({ page, cassette }) => {
    await page.goto('/frame')
    const loaded = await page.addScriptTag({ url: OTHER + '/analytics.js' }).then(() => true, () => false)
    expect(loaded).toBe(!!LIVE)
    await page.evaluate(() => fetch('/api/items'))
    expect(cassette.interactions.map(({ request }) => request.url)).toEqual([SITE + '/frame', SITE + '/api/items'])
  })
})

test('a WebSocket is alive live and closed on replay', async ({ page }, testInfo) => {
  await page.goto('/frame')
  const outcome = await page.evaluate(() => new Promise((resolve) => {
    const socket = new WebSocket(location.origin.replace('http', 'ws') + '/socket')
    socket.onmessage = ({ data }) => resolve(data)
    socket.onclose = ({ code, reason }) => resolve(code + ' ' + reason)
  }))
  expect(outcome).toBe(LIVE ? 'hello' : '4000 replaywright: a cassette holds no WebSocket traffic')
  const url = SITE.replace('http', 'ws') + '/socket'
  expect(testInfo.annotations).toEqual(LIVE ? [] : [{ type: 'websocket', description: url + ' was closed with code 4000: a cassette holds no WebSocket traffic' }])
})

test("a test's own route wins and is not recorded", async ({ page, cassette }) => {
  await page.route('**/api/items', (route) => route.fulfill({ json: ['mine'] }))
  await page.goto('/')
  await expect(page.locator('#fetched')).toHaveText('mine')
  expect(cassette.interactions.map(({ request }) => new URL(request.url).pathname)).not.toContain('/api/items')
})

test('only the cookies that the browser has and sends', async ({ page, context }) => {
  await page.goto('/refused-cookie')
  expect((await context.cookies()).map(({ name }) => name)).toEqual(['even'])
  const sent = (credentials) => page.evaluate((credentials) => fetch('/cookies', { credentials }).then((r) => r.text()), credentials)
  expect(await sent('same-origin')).toBe('even')
  expect(await sent('omit')).toBe('none')
})

test('another origin: a preflight, a frame', async ({ page }) => {
  await page.goto('/refused-cookie')
  const text = await page.evaluate((url) => fetch(url, { method: 'PUT', body: 'x', headers: { 'x-custom': '1' } }).then((r) => r.text()), OTHER + '/cors')
  expect(text).toBe('cors x')
  await page.evaluate((url) => { document.body.innerHTML = '<iframe src="' + url + '"></iframe>' }, OTHER + '/popup')
  await expect(page.frameLocator('iframe').locator('p')).toHaveText('popped up')
})

test('a connection that fails', async ({ page }) => {
  await expect(page.goto('http://127.0.0.1:9/')).rejects.toThrow('net::ERR_CONNECTION_REFUSED')
})

test.describe('a page of beforeAll', () => {
  let page
  test.beforeAll(async ({ browser }) => { page = await (await browser.newContext()).newPage() })
  test.afterAll(() => page.close())
  test('records in each test', async ({ cassette }) => {
    await page.goto(SITE + '/frame')
    await expect(page.locator('p')).toHaveText('in a frame')
    expect(cassette.interactions).toHaveLength(1)
  })
  test('of those that use it', async ({ cassette }) => {
    await page.goto(SITE + '/popup/two')
    await expect(page.locator('p')).toHaveText('popped up')
    expect(cassette.interactions).toHaveLength(1)
  })
})

test('a test without a page needs no browser', async ({ session }) => {
  expect((await session.get('/api/items')).status()).toBe(200)
})
`

test('what a page does live it does on replay', async () => {
  await using server = await LiveServer.start(SITE)
  await using consumer = createConsumer({ config: CONFIG, files: { 'pages.spec.ts': SPEC } })
  const env = { SITE: server.url, OTHER: `http://localhost:${server.port}` }
  const recorded = await consumer.run([], { env: { ...env, LIVE: '1' } })
  expect(recorded, recorded.output).toMatchObject({ passed: 13, failed: 0 })
  await server.stop()
  const replayed = await consumer.run([], { env: { ...env, CI: '1' } })
  expect(replayed, replayed.output).toMatchObject({ passed: 13, failed: 0 })
})

test('a miss of a page fails its test, with the explanation', async () => {
  await using server = await LiveServer.start(SITE)
  const spec = (path: string): string => `
    import { test, expect } from 'replaywright'
    test('items', async ({ page }) => {
      await page.goto('/frame')
      console.log(await page.evaluate(() => fetch('${path}').then((r) => 'GOT ' + r.status, (e) => 'THROWN ' + e.message)))
    })`
  await using consumer = createConsumer({
    config: CONFIG,
    files: { 'a.spec.ts': spec('/api/items?page=1') },
  })
  const env = { SITE: server.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
  await server.stop()
  consumer.write('a.spec.ts', spec('/api/items?page=2'))
  const run = await consumer.run([], { env: { ...env, CI: '1' } })
  expect(run, run.output).toMatchObject({ passed: 0, failed: 1 })
  expect(run.tests[0]!.stdout).toContain('THROWN Failed to fetch')
  expect(run.errors.join('\n')).toContain(
    `No recorded response for GET ${server.url}/api/items?page=2`,
  )
  expect(run.errors.join('\n')).toContain('query page   recorded 1, sent 2')
})

test('a browser other than Chromium -> an error that names the remedy', async () => {
  await using consumer = createConsumer({
    config: CONFIG,
    files: {
      'a.spec.ts': `
      import { test as base } from 'replaywright'
      const test = base.extend({
        browser: async ({ browser }, use) => { browser.browserType = () => ({ name: () => 'firefox' }); await use(browser) },
      })
      test('a page', async ({ page }) => {})`,
    },
  })
  const run = await consumer.run()
  expect(run, run.output).toMatchObject({ passed: 0, failed: 1 })
  expect(run.errors.join('\n')).toContain(
    'capturePages works in Chromium, and this browser is firefox',
  )
})
