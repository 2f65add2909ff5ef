import { globSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { createConsumer } from './support/consumer.ts'
import { LiveServer } from './support/live-server.ts'

const EXAMPLES = resolve(import.meta.dirname, '../examples')
const SPECS = globSync('*.spec.ts', { cwd: EXAMPLES }).toSorted()

test('the examples pass against their server, and replay without it', async () => {
  const read = (name: string): string => readFileSync(join(EXAMPLES, name), 'utf8')
  await using server = await LiveServer.start(join(EXAMPLES, 'server.ts'))
  await using consumer = createConsumer({
    files: Object.fromEntries(SPECS.map((name) => [`examples/${name}`, read(name)])),
    config: read('playwright.config.ts'),
  })
  const env = { EXAMPLES_URL: server.url }

  const recorded = await consumer.run([], { env })
  expect(recorded, recorded.output).toMatchObject({ failed: 0, flaky: 0, skipped: 0 })
  const ran = new Set(recorded.tests.map(({ file }) => basename(file)))
  expect([...ran].toSorted()).toEqual([
    'cookies.spec.ts',
    'errors.spec.ts',
    'headers.spec.ts',
    'kept-cookies.spec.ts',
    'login.spec.ts',
    'reset.spec.ts',
    'users.spec.ts',
  ])
  const fixtures = consumer.snapshot('fixtures/**')
  expect(consumer.files('fixtures/**/*.har')).toHaveLength(recorded.passed)

  await server.stop()
  const replayed = await consumer.run([], { env: { ...env, CI: '1' } })
  expect(replayed, replayed.output).toMatchObject({ passed: recorded.passed, failed: 0, flaky: 0 })
  expect(consumer.snapshot('fixtures/**')).toEqual(fixtures)
})
