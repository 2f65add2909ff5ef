import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { FOREIGN, runCli, temporaryFolder } from './run-cli.ts'

const PASSWORD = 'correct-horse-battery'

function importTo(output: string, file = 'vcrpy.yaml'): string {
  expect(runCli(['import', join(FOREIGN, file), '-o', output])).toMatchObject({
    exitCode: 0,
  })
  return output
}

function edit(path: string, from: string | RegExp, to: string): void {
  const text = readFileSync(path, 'utf8')
  expect(text).toMatch(from)
  writeFileSync(path, text.replace(from, to))
}

/** A member that the rules call a secret. */
function leak(path: string): void {
  edit(path, '{\\"text\\"', `{\\"password\\":\\"${PASSWORD}\\",\\"text\\"`)
}

test('diff: equal cassettes -> 0; a changed status and value -> 1, and each is named', () => {
  using folder = temporaryFolder()
  const [a, b] = ['a.har', 'b.har'].map((name) => importTo(join(folder.path, name))) as [
    string,
    string,
  ]
  expect(runCli(['diff', a, b])).toEqual({ exitCode: 0, stdout: 'No difference.\n', stderr: '' })
  expect(runCli(['diff', a, b, '--json'])).toMatchObject({ exitCode: 0, stdout: '[]\n' })
  edit(b, 'no such page', 'nothing here')
  const run = runCli(['diff', a, b])
  expect(run).toMatchObject({ exitCode: 1, stderr: '' })
  expect(run.stdout).toBe('GET /nowhere 404: body "no such page" -> "nothing here"\n1 difference\n')
  expect(JSON.parse(runCli(['diff', a, b, '--json']).stdout)).toEqual([
    { subject: 'GET /nowhere 404', field: 'body', from: '"no such page"', to: '"nothing here"' },
  ])
  edit(b, '"status": 404', '"status": 500')
  expect(runCli(['diff', a, b, '--shape']).stdout).toContain('status 404 -> 500')
})

test('check: a clean folder -> 0; every kind of problem -> 1, none shows a secret', () => {
  using folder = temporaryFolder()
  const fixtures = join(folder.path, 'fixtures')
  importTo(join(fixtures, 'shop.har'))
  expect(runCli(['check'], { cwd: folder.path })).toEqual({
    exitCode: 0,
    stdout: '1 cassette checked, 0 problems\n',
    stderr: '',
  })
  leak(importTo(join(fixtures, 'leaks.har')))
  const old = importTo(join(fixtures, 'old.har'), 'betamax.json')
  writeFileSync(join(fixtures, 'broken.har'), '{')
  for (const name of ['shop', 'gone']) {
    mkdirSync(join(fixtures, name), { recursive: true })
    writeFileSync(join(fixtures, name, '0123456789abcdef.bin'), 'left behind')
  }
  const run = runCli(['check', '--json', '--stale-after', '90d'], { cwd: folder.path })
  expect(run.exitCode).toBe(1)
  expect(run.stdout).not.toContain(PASSWORD)
  const problems = JSON.parse(run.stdout) as { path: string; kind: string }[]
  const kinds = new Set(problems.map(({ path, kind }) => `${path} ${kind}`))
  expect([...kinds].toSorted()).toEqual([
    'fixtures/broken.har format',
    'fixtures/gone/0123456789abcdef.bin unnamed body',
    'fixtures/leaks.har secret',
    'fixtures/old.har stale',
    'fixtures/shop/0123456789abcdef.bin unnamed body',
  ])
  expect(runCli(['check', old, '--stale-after', '90000w'])).toMatchObject({ exitCode: 0 })
})

test('check: a body file that lacks -> a problem that names it', () => {
  using folder = temporaryFolder()
  const cassette = importTo(join(folder.path, 'shop.har'))
  // Binary bodies lie beside the file.
  rmSync(join(folder.path, 'shop'), { recursive: true })
  const run = runCli(['check', cassette])
  expect(run.exitCode).toBe(1)
  expect(run.stdout).toMatch(/format: .*shop\/[0-9a-f]{16}/s)
})

test('redact: --dry-run changes nothing; without it only what has secrets is rewritten', () => {
  using folder = temporaryFolder()
  const clean = importTo(join(folder.path, 'clean.har'))
  const dirty = importTo(join(folder.path, 'dirty.har'))
  leak(dirty)
  const before = [clean, dirty].map((path) => readFileSync(path, 'utf8'))
  const dry = runCli(['redact', folder.path, '--dry-run'])
  expect(dry).toMatchObject({ exitCode: 0, stderr: '' })
  expect(dry.stdout).toMatch(/dirty\.har {2}\d secrets?\n1 cassette would be rewritten\n$/)
  expect([clean, dirty].map((path) => readFileSync(path, 'utf8'))).toEqual(before)
  expect(JSON.parse(runCli(['redact', folder.path, '--json']).stdout)).toEqual({
    rewritten: [dirty],
    left: [],
  })
  expect(readFileSync(clean, 'utf8')).toBe(before[0])
  expect(readFileSync(dirty, 'utf8')).not.toContain(PASSWORD)
  expect(runCli(['check', folder.path])).toMatchObject({ exitCode: 0 })
  expect(runCli(['redact', clean, '--field', 'text']).stdout).toContain('1 cassette rewritten')
})
