import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { chromium } from '../support/chromium.ts'
import { createConsumer } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'
import { sameInDocs } from '../support/docs.ts'
import { clientTables, type Result } from './tables.ts'

const SERVER = new URL('../support/every-port-server.ts', import.meta.url)
const read = (name: string): string => readFileSync(new URL(name, import.meta.url), 'utf8')
const PACKAGES = ['nock', 'undici', 'axios', 'got', 'ky', 'node-fetch', 'superagent']
const ENGINES = ['msw', 'nock']
const CONFIG = `export default {
  workers: 1,
  timeout: 15_000,
  use: {
    // What a client sees is compared byte for byte.
    redact: false,
    engine: process.env.ENGINE,
    ignoreRequests: ['http://ignored.test/**'],
    launchOptions: ${JSON.stringify(chromium())},
  },
}`

test('every client records and replays, by either engine, as docs/clients.md says', async () => {
  test.slow()
  await using server = await LiveServer.start(SERVER)
  await using consumer = createConsumer({
    files: {
      'a.spec.ts': read('clients.consumer.ts'),
      'clients.ts': read('clients.ts'),
      'features.ts': read('features.ts'),
      'playwright-clients.ts': read('playwright-clients.ts'),
    },
    config: CONFIG,
    packages: PACKAGES,
  })
  const env = { API_URL: server.url, NODE_TLS_REJECT_UNAUTHORIZED: '0' }
  const results: Result[] = []
  const run = async (engine: string, mode: string): Promise<void> => {
    const { tests } = await consumer.run(mode === 'record' ? ['-u', 'all'] : [], {
      env: { ...env, ENGINE: engine, ...(mode === 'replay' && { CI: '1' }) },
    })
    for (const { title, status, errors } of tests) {
      // Before them stands the name of a describe block, which has none.
      const [client = '', feature = ''] = title.split(' › ').slice(-2)
      const failure = status === 'expected' ? undefined : errors.join('\n')
      results.push({ client, feature, engine, mode, failure })
    }
  }
  for (const engine of ENGINES) await run(engine, 'record')
  await server.stop()
  for (const engine of ENGINES) await run(engine, 'replay')
  sameInDocs('clients.md', clientTables(results))
  expect(results.filter(({ failure }) => failure !== undefined)).toEqual([])
})

test('HTTP/2 and what is no HTTP pass untouched: not recorded, and live on replay too', async () => {
  await using server = await LiveServer.start(SERVER)
  await using consumer = createConsumer({
    files: { 'a.spec.ts': read('beyond-http1.consumer.ts') },
    config: CONFIG,
    packages: ['nock'],
  })
  const env = { API_URL: server.url, NODE_TLS_REJECT_UNAUTHORIZED: '0' }
  for (const ENGINE of ENGINES) {
    for (const more of [{}, { CI: '1' }]) {
      const run = await consumer.run([], { env: { ...env, ENGINE, ...more } })
      expect(run, run.output).toMatchObject({ passed: 'CI' in more ? 2 : 3, failed: 0 })
    }
  }
  expect(consumer.files('fixtures/**')).toEqual([])
})
