import { copyFileSync, mkdirSync, statSync, truncateSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { findSecrets } from '../../src/find-secrets.ts'
import { FOREIGN, temporaryFolder } from '../cli/run-cli.ts'
import { createConsumer } from '../support/consumer.ts'

const GIB = 1024 ** 3

test('a cassette of 1 GiB -> the test fails with what, where and what to do, and leaves it', async () => {
  const files = {
    'a.spec.ts': `
      import { test } from 'replaywright'
      test('big', async ({ session }) => { await session.get('http://127.0.0.1:9/') })`,
  }
  await using consumer = createConsumer({ files })
  const path = consumer.path('fixtures/a/big.har')
  consumer.write('fixtures/a/big.har', '')
  // Without blocks on the disk.
  truncateSync(path, GIB)
  for (const env of [{ CI: '1' }, { REPLAYWRIGHT_MODE: 'missing' }]) {
    const run = await consumer.run([], { env })
    expect(run, run.output).toMatchObject({ passed: 0, failed: 1 })
    const [message] = run.tests[0]!.errors
    expect(message).toContain(
      `CassetteFormatError: ${path}: the file has 1074 MB, and at most 500 MB are read\n` +
        '  Record or export fewer requests into it.',
    )
  }
  expect(statSync(path).size).toBe(GIB)
})

test('findSecrets looks into archives of a folder', async () => {
  using folder = temporaryFolder()
  const path = join(folder.path, 'deep/shop.zip')
  mkdirSync(dirname(path))
  copyFileSync(join(FOREIGN, 'playwright.zip'), path)
  const found = await findSecrets([folder.path])
  expect(found.length).toBeGreaterThan(0)
  expect(found[0]).toMatchObject({ cassette: path, kind: 'rule' })
})
