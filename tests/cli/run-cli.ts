import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { pathToFileURL } from 'node:url'
import { compileCache } from '../support/build-cache.ts'

const REPOSITORY = resolve(import.meta.dirname, '../..')
/** The command, as npm links it. */
export const MAIN: string = join(REPOSITORY, 'dist/cli/main.js')

/** The folder of recordings that other tools made. */
export const FOREIGN: string = join(REPOSITORY, 'fixtures/foreign')

export interface CliRun {
  readonly exitCode: number | null
  readonly stdout: string
  readonly stderr: string
}

/** Runs the real `replaywright` to its end, without a terminal. Needs `npm run build`. */
export function runCli(args: readonly string[], { cwd = REPOSITORY } = {}): CliRun {
  const { status, stdout, stderr } = spawnSync(process.execPath, [MAIN, ...args], {
    cwd,
    encoding: 'utf8',
    // `serve` would go on for ever where it should have refused.
    timeout: 60_000,
    env: {
      PATH: process.env['PATH'],
      HOME: process.env['HOME'],
      NODE_COMPILE_CACHE: compileCache(),
    },
  })
  return { exitCode: status, stdout, stderr }
}

/**
 * The same as a person without rights: tests of CI run as root, for whom no permission binds. The modules are
 * loaded before, since she may not read this repository either.
 */
export function runCliUnprivileged(args: readonly string[], { cwd = REPOSITORY } = {}): CliRun {
  const script = `
    const { run } = await import(${JSON.stringify(pathToFileURL(join(MAIN, '../run.js')).href)})
    if (process.getuid() === 0) process.seteuid(65534)
    await run()`
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--input-type=module', '-e', script, '--', ...args],
    { cwd, encoding: 'utf8', env: { PATH: process.env['PATH'] } },
  )
  return { exitCode: status, stdout, stderr }
}

/** Starts the real `replaywright`, for a command that goes on. */
export function startCli(args: readonly string[]): ChildProcess {
  return spawn(process.execPath, [MAIN, ...args], { stdio: ['ignore', 'pipe', 'inherit'] })
}

/** A folder that goes with the test by `using`. */
export function temporaryFolder(): Disposable & { readonly path: string } {
  const path = mkdtempSync(join(tmpdir(), 'replaywright-cli-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}
