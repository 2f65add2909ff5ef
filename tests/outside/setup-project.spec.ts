import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'

const API = new URL('../../demo/api.ts', import.meta.url)

const CONFIG = `export default {
  workers: 1,
  use: { baseURL: process.env.API_URL },
  projects: [
    { name: 'setup', testMatch: 'auth.setup.ts' },
    { name: 'signed in', testMatch: 'a.spec.ts', dependencies: ['setup'], use: { storageState: 'ada.json' } },
  ],
}`

const SIGNS_IN: Record<string, string> = {
  'its session': `
    import { test as setup } from 'replaywright'
    setup('sign in', async ({ session }) => {
      await session.post('/login', { form: { user: 'ada', password: 'correct horse' } })
      await session.storageState({ path: 'ada.json' })
    })`,
  withCassette: `
    import { test as setup, withCassette } from 'replaywright'
    setup('sign in', async ({ request }) => {
      await withCassette('fixtures/sign-in.har', {}, async () => {
        await request.post('/login', { form: { user: 'ada', password: 'correct horse' } })
      })
      await request.storageState({ path: 'ada.json' })
    })`,
}

const DEPENDENT = `
  import { test, expect } from 'replaywright'
  test('orders', async ({ session, request, cassette }) => {
    expect((await (await session.get('/orders')).json()).user).toBe('ada')
    expect((await (await request.get('/orders')).json()).user).toBe('ada')
    expect(cassette.interactions).toHaveLength(2)
  })`

for (const [how, setup] of Object.entries(SIGNS_IN)) {
  test(`a setup project signs in under ${how} -> its storage state serves the project that depends on it, live and replayed`, async () => {
    await using server = await LiveServer.start(API)
    await using consumer = createConsumer({
      files: { 'auth.setup.ts': setup, 'a.spec.ts': DEPENDENT },
      config: CONFIG,
    })
    const env = { API_URL: server.url }
    const recorded = await consumer.run([], { env })
    expect(recorded, recorded.output).toMatchObject({ passed: 2, failed: 0 })
    await server.stop()
    consumer.remove('ada.json')
    const replayed = await consumer.run([], { env: { ...env, CI: '1' } })
    expect(replayed, replayed.output).toMatchObject({ passed: 2, failed: 0 })
    expect(consumer.exists('ada.json')).toBe(true)
    // Both lie in files of their own: without the sign-in the dependent project cannot begin.
    consumer.remove(how === 'withCassette' ? 'fixtures/sign-in.har' : 'fixtures/auth.setup')
    const refused = await consumer.run([], { env: { ...env, CI: '1' } })
    expect(refused, refused.output).toMatchObject({ passed: 0, failed: 1 })
  })
}
