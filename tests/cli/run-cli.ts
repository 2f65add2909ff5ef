import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const REPOSITORY = resolve(import.meta.dirname, '../..')
const MAIN = join(REPOSITORY, 'dist/cli/main.js')

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
    env: { PATH: process.env['PATH'], HOME: process.env['HOME'] },
  })
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
