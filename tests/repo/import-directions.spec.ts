import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'

const REPOSITORY = resolve(import.meta.dirname, '../..')
const OXLINT = join(REPOSITORY, 'node_modules/oxlint/bin/oxlint')

const forbidden: [file: string, imported: string][] = [
  ['src/interaction/a.ts', '../cassette/file.ts'],
  ['src/errors/a.ts', '../session/session.ts'],
  ['src/matching/a.ts', '../cassette/file.ts'],
  ['src/matching/a.ts', '../traffic/traffic.ts'],
  ['src/redaction/a.ts', '../matching/matcher.ts'],
  ['src/redaction/a.ts', '../cassette/file.ts'],
  ['src/redaction/a.ts', '@playwright/test'],
  ['src/matching/a.ts', '../redaction/redaction.ts'],
  ['src/cookies/a.ts', '../matching/matcher.ts'],
  ['src/cookies/a.ts', '@playwright/test'],
  ['src/cassette/a.ts', '../engines/engine.ts'],
  ['src/cassette/a.ts', '../traffic/traffic.ts'],
  ['src/cassette/a.ts', '@playwright/test'],
  ['src/traffic/a.ts', '../engines/msw.ts'],
  ['src/traffic/a.ts', '../engines/nock.ts'],
  ['src/traffic/a.ts', 'nock'],
  ['src/traffic/a.ts', '../session/session.ts'],
  ['src/traffic/a.ts', 'msw/experimental'],
  ['src/engines/a.ts', '../traffic/traffic.ts'],
  ['src/engines/a.ts', '../cassette/file.ts'],
  ['src/engines/a.ts', '@playwright/test'],
  ['src/drift/a.ts', '../cassette/file.ts'],
  ['src/drift/a.ts', '@playwright/test'],
  ['src/matching/a.ts', '../drift/drift.ts'],
  ['src/traffic/a.ts', '../drift/drift.ts'],
  ['src/session/a.ts', '../cassette/file.ts'],
  ['src/session/a.ts', '../engines/engine.ts'],
  ['src/session/a.ts', 'msw'],
  ['src/foreign/a.ts', '../traffic/traffic.ts'],
  ['src/export/a.ts', '../matching/matcher.ts'],
  ['src/serve/a.ts', '../engines/msw.ts'],
  ['src/viewer/a.ts', '../cassette/file.ts'],
  ['src/reporter/a.ts', '../cassette-run.ts'],
  ['src/reporter/a.ts', '../engines/msw.ts'],
  ['src/reporter.ts', './cli/cassettes.ts'],
  ['src/cli/commands/a.ts', '../../engines/load.ts'],
  ['src/cli/commands/a.ts', '../../test.ts'],
  ['src/cli/a.ts', '@playwright/test'],
  ['src/session/a.ts', '../expect/index.ts'],
  ['src/cookies/a.ts', '../expect/index.ts'],
  ['src/expect/a.ts', '../cassette/file.ts'],
  ['src/expect/a.ts', '../test.ts'],
  ['src/session/a.ts', '../pages/page-capture.ts'],
  ['src/traffic/a.ts', '../pages/page-capture.ts'],
  ['src/engines/a.ts', '../pages/page-capture.ts'],
  ['src/pages/a.ts', '../cassette/file.ts'],
  ['src/pages/a.ts', '../traffic/traffic.ts'],
  ['src/pages/a.ts', '../engines/msw.ts'],
  ['src/pages/a.ts', 'msw'],
]

const allowed: [file: string, imported: string][] = [
  ['src/matching/a.ts', '../interaction/interaction.ts'],
  ['src/cassette/a.ts', '../errors/cassette-format-error.ts'],
  ['src/drift/a.ts', '../matching/body.ts'],
  ['src/traffic/a.ts', '../engines/engine.ts'],
  ['src/traffic/a.ts', '../redaction/redaction.ts'],
  ['src/redaction/a.ts', '../interaction/header-fields.ts'],
  ['src/traffic/a.ts', '../matching/matcher.ts'],
  ['src/traffic/a.ts', '../options.ts'],
  ['src/engines/a.ts', '../interaction/header-fields.ts'],
  ['src/session/a.ts', '@playwright/test'],
  ['src/foreign/a.ts', '../cassette/har-reader.ts'],
  ['src/serve/a.ts', '../matching/matcher.ts'],
  ['src/reporter/a.ts', '../cassette/file.ts'],
  ['src/cli/commands/a.ts', '../../cassette/file.ts'],
  ['src/expect/a.ts', '../session/exchange.ts'],
  ['src/expect/a.ts', '@playwright/test'],
  ['src/pages/a.ts', '@playwright/test'],
  ['src/pages/a.ts', '../engines/engine.ts'],
  ['src/pages/a.ts', '../session/redirects.ts'],
]

/** Whether the linter, with this repository's rules, refuses `file` for importing `imported`. */
function refuses(file: string, imported: string): boolean {
  const folder = mkdtempSync(join(tmpdir(), 'replaywright-lint-'))
  try {
    cpSync(join(REPOSITORY, '.oxlintrc.json'), join(folder, '.oxlintrc.json'))
    mkdirSync(dirname(join(folder, file)), { recursive: true })
    writeFileSync(join(folder, file), `export { x } from '${imported}'\n`)
    const { stdout } = spawnSync(process.execPath, [OXLINT, 'src'], { cwd: folder })
    return stdout.toString().includes('imports run one way')
  } finally {
    rmSync(folder, { recursive: true })
  }
}

for (const [file, imported] of forbidden) {
  test(`${file} importing ${imported} -> refused`, () => expect(refuses(file, imported)).toBe(true))
}

for (const [file, imported] of allowed) {
  test(`${file} importing ${imported} -> fine`, () => expect(refuses(file, imported)).toBe(false))
}
