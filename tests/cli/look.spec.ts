import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { FOREIGN, runCli, temporaryFolder } from './run-cli.ts'

test('list and show tell what a cassette holds, for people and as JSON', () => {
  using folder = temporaryFolder()
  const cassette = join(folder.path, 'fixtures/shop/signs-in.har')
  const test_ = 'tests/shop.spec.ts › signs in'
  runCli(['import', join(FOREIGN, 'betamax.json'), '--output', cassette, '--test', test_])

  const list = runCli(['list'], { cwd: folder.path })
  expect(list).toMatchObject({ exitCode: 0, stderr: '' })
  expect(list.stdout).toMatch(
    /^fixtures\/shop\/signs-in\.har {2}\d+ days {2}6 interactions {2}127\.0\.0\.1:47300 {2}lang theme {2}\d\.\d kB {2}tests\/shop\.spec\.ts › signs in\n1 cassette, \d\.\d kB\n$/,
  )
  const [summary] = JSON.parse(runCli(['list', '--json'], { cwd: folder.path }).stdout) as unknown[]
  expect(summary).toEqual({
    path: 'fixtures/shop/signs-in.har',
    test: test_,
    recordedAt: new Date('2020-10-06T10:00:00').toISOString(),
    interactions: 6,
    hosts: ['127.0.0.1:47300'],
    cookies: ['lang', 'theme'],
    size: expect.any(Number),
  })

  const show = runCli(['show', cassette])
  expect(show.stdout).toMatch(
    /^#1 {2}POST {2}http:\/\/127\.0\.0\.1:47300\/login +303 {2}0 B +0 ms$/m,
  )
  const shown = JSON.parse(runCli(['show', cassette, '--json']).stdout)
  expect(shown.interactions).toHaveLength(6)
  expect(shown.interactions[3]).toMatchObject({ method: 'GET', result: 200, bytes: 11 })
})

test('prune removes the cassettes of tests that are gone, and bodies that nothing names', async () => {
  const suite = (titles: readonly string[]): string => `
    import { test } from '@playwright/test'
    test.describe('shop', () => {
      for (const title of ${JSON.stringify(titles)}) test(title, () => {})
    })`
  await using consumer = createConsumer({
    files: { 'tests/shop.spec.ts': suite(['stays', 'goes']) },
  })
  for (const title of ['stays', 'goes']) {
    const output = consumer.path(`fixtures/tests/shop/shop-${title}.har`)
    const name = `tests/shop.spec.ts › shop › ${title}`
    runCli(['import', join(FOREIGN, 'polly.har'), '--output', output, '--test', name])
  }
  const foreign = consumer.path('fixtures/foreign.har')
  runCli(['import', join(FOREIGN, 'betamax.json'), '--output', foreign])
  const seed = [
    '--output',
    consumer.path('fixtures/seed.har'),
    '--test',
    'withCassette › fixtures/seed.har',
  ]
  runCli(['import', join(FOREIGN, 'betamax.json'), ...seed])
  consumer.write('fixtures/tests/shop/shop-stays/0123456789abcdef.bin', 'left behind')
  consumer.write('fixtures/tests/shop/shop-stays/notes.md', 'a person wrote this')
  expect(JSON.parse(runCli(['prune', '--json'], { cwd: consumer.root }).stdout)).toEqual([
    'fixtures/tests/shop/shop-stays/0123456789abcdef.bin',
  ])

  consumer.write('tests/shop.spec.ts', suite(['stays']))
  const before = consumer.files('fixtures/**')
  const asked = runCli(['prune'], { cwd: consumer.root })
  expect(asked.exitCode).toBe(1)
  expect(asked.stdout).toContain('its test is gone: tests/shop.spec.ts › shop › goes')
  expect(asked.stdout).toContain('Add --yes')
  expect(consumer.files('fixtures/**')).toEqual(before)

  expect(runCli(['prune', '--yes'], { cwd: consumer.root })).toMatchObject({ exitCode: 0 })
  const after = consumer.files('fixtures/**')
  expect(after.filter((path) => path.includes('goes'))).toEqual([])
  expect(after).toContain('fixtures/tests/shop/shop-stays.har')
  expect(after).toContain('fixtures/tests/shop/shop-stays/notes.md')
  expect(after).toContain('fixtures/foreign.har')
  expect(after).not.toContain('fixtures/tests/shop/shop-stays/0123456789abcdef.bin')
  expect(runCli(['prune'], { cwd: consumer.root }).stdout).toBe('Nothing to prune.\n')
})

test('prune removes nothing where the tests cannot be listed', async () => {
  await using consumer = createConsumer({ files: { 'tests/shop.spec.ts': 'import {' } })
  const output = consumer.path('fixtures/a.har')
  runCli(['import', join(FOREIGN, 'betamax.json'), '--output', output, '--test', 'a.spec.ts › a'])
  const run = runCli(['prune', '--yes'], { cwd: consumer.root })
  expect(run.exitCode).toBe(2)
  expect(run.stderr).toContain('playwright test --list failed')
  expect(consumer.exists('fixtures/a.har')).toBe(true)
})

test('help and version are no errors', () => {
  expect(runCli(['--help'])).toMatchObject({ exitCode: 0, stderr: '' })
  expect(runCli(['--version'])).toMatchObject({ exitCode: 0, stdout: '0.1.0\n' })
})
