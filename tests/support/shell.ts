import { spawn } from 'node:child_process'
import { chmodSync, mkdirSync, rmSync, symlinkSync } from 'node:fs'
import { delimiter, dirname, join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { stripVTControlCharacters } from 'node:util'
import { cleanEnvironment } from './consumer.ts'

const REPOSITORY = resolve(import.meta.dirname, '../..')

/** What a command of a shell came to. */
export interface ShellRun {
  readonly exitCode: number | null
  readonly stdout: string
  /** Both streams, without colours. */
  readonly output: string
}

/**
 * The commands that npm would link for a project's packages: `playwright` and `replaywright`.
 *
 * @param root the project's folder, in which both packages are installed already.
 */
export function linkCommands(root: string): void {
  const modules = join(root, 'node_modules')
  const main = join(modules, 'replaywright/dist/cli/main.js')
  // As npm does on installing.
  chmodSync(main, 0o755)
  mkdirSync(join(modules, '.bin'), { recursive: true })
  for (const [name, target] of [
    ['playwright', join(REPOSITORY, 'node_modules/@playwright/test/cli.js')],
    ['replaywright', main],
  ] as const) {
    const link = join(modules, '.bin', name)
    rmSync(link, { force: true })
    symlinkSync(target, link)
  }
}

/**
 * Runs a script by `sh -e`, as a person types it in the project's folder: with the Node of this run, and without
 * its environment.
 *
 * @example
 * await runShell('npx replaywright list', { cwd: consumer.root, env: { CI: '1' } })
 */
export async function runShell(
  script: string,
  { cwd, env = {} }: { cwd: string; env?: Readonly<Record<string, string>> },
): Promise<ShellRun> {
  const environment = cleanEnvironment()
  const child = spawn('sh', ['-ec', script], {
    cwd,
    env: {
      ...environment,
      PATH: [dirname(process.execPath), environment['PATH']].join(delimiter),
      // npx takes what is installed, and asks no registry.
      npm_config_offline: 'true',
      npm_config_update_notifier: 'false',
      ...env,
    },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const exit = new Promise<number | null>((resolves, rejects) => {
    child.once('error', rejects)
    child.once('close', resolves)
  })
  const [exitCode, stdout, stderr] = await Promise.all([
    exit,
    text(child.stdout),
    text(child.stderr),
  ])
  return { exitCode, stdout, output: stripVTControlCharacters(stdout + stderr) }
}
