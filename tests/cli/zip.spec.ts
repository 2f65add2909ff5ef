import { cpSync, existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { zipSync } from 'fflate'
import { createConsumer } from '../support/consumer.ts'
import { FOREIGN, runCli, temporaryFolder } from './run-cli.ts'

const PASSWORD = 'correct-horse-battery'

/** Playwright's archive and folder, and archives that are no cassettes, in a folder that is scanned. */
function workplace(): ReturnType<typeof temporaryFolder> {
  const folder = temporaryFolder()
  const fixtures = join(folder.path, 'fixtures')
  mkdirSync(join(fixtures, 'upload'), { recursive: true })
  cpSync(join(FOREIGN, 'playwright.zip'), join(fixtures, 'shop.zip'))
  const text = (value: string): Uint8Array => new TextEncoder().encode(value)
  writeFileSync(join(fixtures, 'trace.zip'), zipSync({ 'trace.trace': text('{}') }))
  // What a cassette `upload.har` would call a response that was an archive, even one of a HAR.
  writeFileSync(
    join(fixtures, 'upload/0123456789abcdef.zip'),
    zipSync({ 'har.har': text('{"log":{"version":"1.2","entries":[]}}') }),
  )
  return folder
}

test('an archive and a folder of Playwright -> the same cassette, as a file and as an archive', () => {
  using folder = workplace()
  const cwd = folder.path
  const sources = [join(FOREIGN, 'playwright.zip'), join(FOREIGN, 'playwright/shop.har')]
  for (const [index, source] of sources.entries()) {
    for (const extension of ['har', 'zip']) {
      const output = `out/${index}.${extension}`
      expect(runCli(['import', source, '-o', output], { cwd })).toEqual({
        exitCode: 0,
        stdout: `6 interactions written to ${output}\n`,
        stderr: '',
      })
    }
  }
  expect(existsSync(join(cwd, 'out/0.zip'))).toBe(true)
  // Binary content lies beside the one and in the other.
  expect(existsSync(join(cwd, 'out/0'))).toBe(true)
  for (const other of ['0.zip', '1.har', '1.zip']) {
    expect(runCli(['diff', 'out/0.har', `out/${other}`], { cwd })).toMatchObject({
      exitCode: 0,
      stdout: 'No difference.\n',
    })
  }
})

test('list, show, check, redact, export take an archive as they take a file', () => {
  using folder = workplace()
  const cwd = folder.path
  const summaries = JSON.parse(runCli(['list', '--json'], { cwd }).stdout) as object[]
  expect(summaries).toEqual([
    expect.objectContaining({
      path: 'fixtures/shop.zip',
      interactions: 6,
      hosts: ['127.0.0.1:47300'],
      cookies: ['lang', 'theme'],
      size: readFileSync(join(cwd, 'fixtures/shop.zip')).length,
    }),
  ])
  const shown = runCli(['show', 'fixtures/shop.zip'], { cwd })
  expect(shown.stdout).toMatch(/^#4 {2}GET {3}http:.*\/picture +200 {2}11 B/m)
  expect(runCli(['show', 'fixtures/shop.zip', '--html', 'shop.html'], { cwd }).exitCode).toBe(0)
  expect(readFileSync(join(cwd, 'shop.html'), 'utf8')).toContain('/picture')

  const checked = runCli(['check'], { cwd })
  expect(checked.exitCode).toBe(1)
  expect(checked.stdout).toContain('fixtures/shop.zip  secret: entry 1')
  expect(runCli(['redact'], { cwd })).toMatchObject({
    exitCode: 0,
    stdout: expect.stringMatching(/^fixtures\/shop\.zip {2}\d+ secrets\n1 cassette rewritten\n$/),
  })
  expect(runCli(['check'], { cwd }).stdout).not.toContain('secret')

  const handlers = runCli(['export', 'fixtures/shop.zip', '-f', 'msw'], { cwd })
  expect(handlers.stdout).toContain('/picture')
})

test('redact reaches the bodies in an archive, and leaves no copy of it', () => {
  using folder = temporaryFolder()
  const cwd = folder.path
  const body = JSON.stringify({ password: PASSWORD, text: 'x'.repeat(5_000) })
  const entry = {
    startedDateTime: '2026-01-02T03:04:05Z',
    request: { method: 'GET', url: 'https://a.example/', headers: [] },
    response: {
      status: 200,
      headers: [{ name: 'Content-Type', value: 'application/json' }],
      content: { _file: 'body.json', mimeType: 'application/json' },
    },
  }
  const har = JSON.stringify({ log: { version: '1.2', entries: [entry] } })
  const zip = zipSync({ 'har.har': Buffer.from(har), 'body.json': Buffer.from(body) }, { level: 0 })
  writeFileSync(join(cwd, 'a.zip'), zip)
  expect(Buffer.from(zip).includes(PASSWORD)).toBe(true)
  expect(runCli(['redact', 'a.zip'], { cwd }).stdout).toContain('1 cassette rewritten')
  const plain = runCli(['export', 'a.zip', '-f', 'har'], { cwd }).stdout
  expect(plain).not.toContain(PASSWORD)
  expect(plain).toContain('placeholder-password-1')
})

test('prune removes the archive of a test that is gone, and no other archive', async () => {
  await using consumer = createConsumer({
    files: {
      'tests/a.spec.ts': "import { test } from '@playwright/test'\ntest('stays', () => {})",
    },
  })
  for (const title of ['stays', 'goes']) {
    const output = consumer.path(`fixtures/${title}.zip`)
    const test_ = `tests/a.spec.ts › ${title}`
    runCli(['import', join(FOREIGN, 'playwright.zip'), '-o', output, '--test', test_])
  }
  cpSync(join(FOREIGN, 'playwright.zip'), consumer.path('fixtures/foreign.zip'))
  consumer.write('fixtures/trace.zip', 'PK no cassette', 'latin1')
  writeFileSync(consumer.path('fixtures/trace.zip'), zipSync({ 'trace.trace': new Uint8Array(1) }))
  const pruned = runCli(['prune', '--yes', '--json'], { cwd: consumer.root })
  expect(pruned).toMatchObject({ exitCode: 0, stderr: '' })
  expect(JSON.parse(pruned.stdout)).toEqual(['fixtures/goes.zip'])
  expect(consumer.files('fixtures/**')).toEqual([
    'fixtures/foreign.zip',
    'fixtures/stays.zip',
    'fixtures/trace.zip',
  ])
})
