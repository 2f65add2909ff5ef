import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'

const ESM = `
  import { test, expect, Session } from 'replaywright'
  test('has a session', ({ session }) => {
    expect(session).toBeInstanceOf(Session)
  })`

const COMMON_JS = `
  const { test, expect, Session } = require('replaywright')
  test('has a session', ({ session }) => {
    expect(session).toBeInstanceOf(Session)
  })`

const cases = [
  { title: 'ESM, TypeScript', type: 'module', file: 'a.spec.ts', content: ESM },
  { title: 'ESM, JavaScript', type: 'module', file: 'a.spec.js', content: ESM },
  { title: 'CommonJS, TypeScript', type: 'commonjs', file: 'a.spec.ts', content: ESM },
  { title: 'CommonJS, require', type: 'commonjs', file: 'a.spec.js', content: COMMON_JS },
] as const

for (const { title, type, file, content } of cases) {
  test(`${title} -> the package is imported`, async () => {
    await using consumer = createConsumer({ type, files: { [file]: content } })
    const run = await consumer.run()
    expect(run, run.output).toMatchObject({ exitCode: 0, passed: 1, failed: 0 })
  })
}
