import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { createConsumer, type Consumer, type ConsumerRun } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'
import { timeless } from '../support/timeless.ts'

const SERVER = new URL('../support/odd-server.ts', import.meta.url)
const TRAFFIC = readFileSync(new URL('traffic.consumer.ts', import.meta.url), 'utf8')
const ENGINES = ['msw', 'nock'] as const
/** With a rule for requests an engine cannot know before it has read one whether it passes, and goes another way. */
const WAYS = ENGINES.flatMap((ENGINE) => [
  { ENGINE, RULE: '' },
  { ENGINE, RULE: 'http://nowhere.invalid/**' },
])
const CONFIG = `import { defineConfig } from '@playwright/test'
  export default defineConfig({ workers: 1, use: {
    engine: process.env.ENGINE,
    ignoreRequests: process.env.RULE ? [process.env.RULE] : [],
    redact: false,
  } })`

/** What the clients of a run saw, by test. */
function seen(run: ConsumerRun): Record<string, string[]> {
  return Object.fromEntries(
    run.tests.map(({ title, stdout }) => [
      title,
      stdout.split('\n').filter((line) => line.startsWith('SEEN ')),
    ]),
  )
}

test('both engines record the same files by either way, and replay what either recorded', async () => {
  await using server = await LiveServer.start(SERVER)
  await using consumer: Consumer = createConsumer({
    files: { 'tests/traffic.spec.ts': TRAFFIC },
    config: CONFIG,
    packages: ['nock'],
  })
  const env = { API_URL: server.url }
  const files: Record<string, string>[] = []
  const live: Record<string, string[]>[] = []
  for (const way of WAYS) {
    const run = await consumer.run(['-u', 'all'], { env: { ...env, ...way } })
    expect(run, run.output).toMatchObject({ failed: 0, exitCode: 0 })
    live.push(seen(run))
    const recorded = consumer.snapshot('fixtures/**')
    files.push(
      Object.fromEntries(Object.entries(recorded).map(([path, text]) => [path, timeless(text)])),
    )
  }
  for (const [index, way] of WAYS.entries()) {
    expect(files[index], JSON.stringify(way)).toEqual(files[0])
    expect(live[index], JSON.stringify(way)).toEqual(live[0])
  }

  await server.stop()
  // By what was recorded last: it is the same.
  for (const way of WAYS) {
    await test.step(`replayed with ${JSON.stringify(way)}`, async () => {
      const run = await consumer.run([], { env: { ...env, ...way, CI: '1' } })
      expect(run, run.output).toMatchObject({ failed: 0, exitCode: 0 })
      expect(seen(run)).toEqual(live[0])
    })
  }
})
