import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'

const API = new URL('../../demo/api.ts', import.meta.url)

const FIXTURES = `
  import { test as base } from 'replaywright'
  export const test = base.extend({
    signIn: [async ({}, use) => {
      await use(async (session) => {
        console.log('SIGNING IN')
        await session.post('/login', { form: { user: 'ada', password: 'correct horse' } })
      })
    }, { scope: 'worker' }],
  })
  export { expect } from 'replaywright'`

const spec = (name: string): string => `
  import { test, expect } from './fixtures'
  for (const n of [1, 2]) test('${name} ' + n, async ({ workerSession, cassette }) => {
    expect((await (await workerSession.get('/orders?n=' + n)).json()).user).toBe('ada')
    expect(cassette.interactions).toHaveLength(1)
  })`

const CASSETTE = 'fixtures/worker-session.har'
const count = (text: string): number => text.split('SIGNING IN').length - 1

test('the sign-in is recorded once, and replays in every worker with the server gone', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({
    files: { 'fixtures.ts': FIXTURES, 'a.spec.ts': spec('a'), 'b.spec.ts': spec('b') },
    config: `export default { workers: 1, use: { baseURL: process.env.API_URL } }`,
  })
  const env = { API_URL: server.url }
  const recorded = await consumer.run([], { env })
  expect(recorded, recorded.output).toMatchObject({ passed: 4, failed: 0 })
  expect(count(recorded.tests.map(({ stdout }) => stdout).join(''))).toBe(1)
  const { entries, _replaywright: meta } = JSON.parse(consumer.read(CASSETTE)).log
  expect(meta.test).toBe('workerSession')
  expect(entries.map((entry: { request: { url: string } }) => entry.request.url)).toEqual([
    `${server.url}/login`,
    `${server.url}/welcome`,
  ])
  expect(consumer.files('fixtures/**')).toHaveLength(5)

  // A test that records needs a session that the live server knows.
  const kept = consumer.read(CASSETTE)
  consumer.write('c.spec.ts', spec('c'))
  const added = await consumer.run(['--workers=1', 'c.spec.ts'], { env })
  expect(added, added.output).toMatchObject({ passed: 2, failed: 0 })
  expect(consumer.read(CASSETTE)).toBe(kept)
  consumer.remove('c.spec.ts')

  await server.stop()
  const replayed = await consumer.run(['--workers=2'], { env: { ...env, CI: '1' } })
  expect(replayed, replayed.output).toMatchObject({ passed: 4, failed: 0 })
})

test('no recorded sign-in on CI -> a miss that names the command', async () => {
  await using consumer = createConsumer({
    files: { 'fixtures.ts': FIXTURES, 'a.spec.ts': spec('a') },
    config: `export default { workers: 1, use: { baseURL: 'http://api.test' } }`,
  })
  const run = await consumer.run([], { env: { CI: '1' } })
  expect(run).toMatchObject({ passed: 0 })
  expect(run.errors.join('\n')).toContain('No recorded response for POST http://api.test/login')
  expect(run.errors.join('\n')).toContain(`${CASSETTE}: no such file`)
  expect(run.errors.join('\n')).toContain('npx playwright test -u')
})

test('a request in beforeAll where nothing may go live -> an error that names both remedies', async () => {
  await using consumer = createConsumer({
    files: {
      'a.spec.ts': `
        import { test } from 'replaywright'
        test.beforeAll(() => fetch('http://api.test/seed').catch((error) => { throw error.cause }))
        test('a', () => {})`,
    },
  })
  const run = await consumer.run([], { env: { CI: '1' } })
  const errors = run.errors.join('\n')
  expect(errors).toContain('GET http://api.test/seed was sent outside any test')
  expect(errors).toContain('withCassette')
  expect(errors).toContain('workerSession')
})
