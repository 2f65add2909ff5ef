/**
 * Lets the real nock, Polly.js, undici and Playwright record the same traffic into `fixtures/foreign/`, from a
 * server on loopback. Run it with `npm run fixtures:foreign` when one of them changes its format, and look at
 * the diff: what differs in every run are times and how long things took, Date and ETag fields, and in
 * Playwright's archive the times of its files.
 *
 * The tools are installed in a temporary folder and not here: of nock there are two versions, and each of them
 * patches `node:http`.
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readdirSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const SCRIPTS = join(import.meta.dirname, 'foreign')
const OUTPUT = resolve(import.meta.dirname, '../fixtures/foreign')
const PLAYWRIGHT = resolve(import.meta.dirname, '../node_modules/@playwright')

const folder = mkdtempSync(join(tmpdir(), 'replaywright-foreign-'))
try {
  cpSync(SCRIPTS, folder, { recursive: true })
  run('npm', ['install', '--no-audit', '--no-fund', '--no-package-lock'])
  // The Playwright that this package is tested with.
  symlinkSync(PLAYWRIGHT, join(folder, 'node_modules/@playwright'), 'junction')
  for (const name of readdirSync(SCRIPTS).filter((file) => file.startsWith('record-'))) {
    run(process.execPath, [name, OUTPUT])
    console.log(`Recorded: ${name}`)
  }
} finally {
  rmSync(folder, { recursive: true, force: true })
}

/** One process a tool, since each patches its own. */
function run(command: string, args: readonly string[]): void {
  const { status, error } = spawnSync(command, args, { cwd: folder, stdio: 'inherit' })
  if (status !== 0) throw new Error(`${command} ${args.join(' ')} failed`, { cause: error })
}
