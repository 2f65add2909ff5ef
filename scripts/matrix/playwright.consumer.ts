import { mergeTests, request as playwrightRequest, test as base } from '@playwright/test'
import { expect, Session, test as plugin, withCassette } from 'replaywright'

/** What a project of each kind does, by every way through which requests leave its worker. */
const API = process.env['API_URL']!
const test = mergeTests(plugin, base)
const ADA = { form: { user: 'ada', password: 'correct horse' } }

test('sessions', async ({ session, newSession, cassette }) => {
  await session.post('/login', ADA)
  await expect(session).toHaveCookie('sid', { httpOnly: true, sameSite: 'Lax' })
  expect((await (await session.get('/orders')).json()).user).toBe('ada')
  await expect(session.get('/admin', { failOnStatusCode: true })).rejects.toBeHTTPError(403)
  const other = await newSession({ storageState: await session.storageState() })
  expect(await other.get('/orders')).toHaveStatus(200)
  await other.clearCookies({ name: 'sid' })
  expect((await other.cookies()).map(({ name }) => name)).toEqual(['remember', 'csrf'])
  expect(cassette.requests('POST', '/login')).toHaveLength(1)
})

test("Playwright's own request contexts, and fetch", async ({ request, cassette }) => {
  await request.post('/login', ADA)
  expect((await (await request.get('/orders')).json()).user).toBe('ada')
  const context = await playwrightRequest.newContext({ baseURL: API })
  expect((await context.get('/orders')).status()).toBe(401)
  await context.dispose()
  expect(await (await fetch(`${API}/admin`)).text()).toBe('not for you')
  expect(cassette.interactions.length).toBeGreaterThan(4)
})

test('withCassette', async () => {
  await using session = await Session.create({ baseURL: API })
  await withCassette(`fixtures/${process.env['RUN']}/with.har`, {}, async () => {
    expect(await session.get('/admin')).toHaveStatus(403)
  })
})

test.describe('pages', () => {
  test.use({ capturePages: true })
  test('go on where a session signed in', async ({ session, browser }) => {
    await session.post('/login', ADA)
    const context = await browser.newContext({ storageState: await session.storageState() })
    const page = await context.newPage()
    await page.goto('/welcome')
    await expect(page.locator('h1')).toHaveText('Welcome, ada')
  })
})

test.describe('a host whose name nothing resolves', () => {
  test.use({ cassettePath: 'elsewhere.har', recordMode: 'none', unusedInteractions: 'ignore' })
  test('replays', async ({ session, request }) => {
    const url = 'https://api.shop.invalid/orders'
    expect(await (await session.get(url)).text()).toBe('tea')
    expect(await (await request.get(url)).text()).toBe('tea')
    expect(await (await fetch(url)).text()).toBe('tea')
  })
})
