import { createInterface } from 'node:readline/promises'
import { readdirSync, statSync } from 'node:fs'
import { rm, rmdir } from 'node:fs/promises'
import { dirname } from 'node:path'
import { Command } from 'commander'
import { unnamedBodies } from '../../cassette/unnamed-bodies.ts'
import {
  bodyFolder,
  DEFAULT_FOLDER,
  findCassettes,
  foldersBelow,
  openCassette,
} from '../cassettes.ts'
import { isTestName } from '../../test-name.ts'
import { CliError } from '../cli-error.ts'
import { listTests } from '../playwright-tests.ts'
import { Progress } from '../progress.ts'
import { count, print, printJson } from '../terminal.ts'

interface PruneOptions {
  readonly config?: string
  readonly yes?: true
  readonly json?: true
}

/** `replaywright prune`: what no test needs any more. */
export function pruneCommand(): Command {
  return new Command('prune')
    .description('removes cassettes whose test is gone, and body files that no cassette names')
    .argument('[folder]', 'a folder of cassettes', DEFAULT_FOLDER)
    .option('-c, --config <file>', "Playwright's configuration, by which the tests are listed")
    .option('-y, --yes', 'does not ask')
    .option('--json', 'prints the paths as an array; with --yes after they were removed')
    .addHelpText(
      'after',
      `
A cassette that another tool made, or that no Playwright test recorded, is left alone.

Example:
  replaywright prune --yes`,
    )
    .action(async (folder: string, { config, yes, json }: PruneOptions) => {
      const stat = statSync(folder, { throwIfNoEntry: false })
      if (!stat?.isDirectory()) {
        throw new CliError(`${folder}: no such folder; name one of cassettes`)
      }
      const doomed = findDoomed(folder, config, new Progress(json))
      if (json) printJson(doomed.map(({ path }) => path))
      else for (const { path, why } of doomed) print(`${path}  ${why}`)
      if (doomed.length === 0) {
        if (!json) print('Nothing to prune.')
        return
      }
      if (!yes && (json || !(await confirmed(doomed.length)))) return
      for (const { path } of doomed) await remove(path)
      if (!json) print(`${count(doomed.length, 'file')} removed`)
    })
}

interface Doomed {
  readonly path: string
  readonly why: string
}

function findDoomed(folder: string, config: string | undefined, line: Progress): Doomed[] {
  using progress = line
  progress.show('listing the tests')
  const tests = listTests(config)
  const gone = Array.from(progress.over('reading', findCassettes([folder])), (path): Doomed[] => {
    const test = openCassette(path).meta?.test
    const isTest = test !== undefined && isTestName(test)
    return isTest && !tests.has(test) ? [{ path, why: `its test is gone: ${test}` }] : []
  }).flat()
  const goneCassettes = new Set(gone.map(({ path }) => path))
  const bodies = foldersBelow(folder).flatMap((inner) => {
    const cassette = `${inner}.har`
    // The bodies of a cassette that goes, go with it.
    const names = goneCassettes.has(cassette) ? [] : unnamedBodies(cassette)
    return names.map((path) => ({ path, why: 'no cassette names it' }))
  })
  return [...gone, ...bodies]
}

/** A cassette goes with its bodies; a folder that this leaves empty goes too. */
async function remove(path: string): Promise<void> {
  await rm(path)
  if (path.endsWith('.har')) {
    for (const body of unnamedBodies(path)) await rm(body)
    await removeEmpty(bodyFolder(path))
  }
  await removeEmpty(dirname(path))
}

async function removeEmpty(folder: string): Promise<void> {
  const stat = statSync(folder, { throwIfNoEntry: false })
  if (stat?.isDirectory() && readdirSync(folder).length === 0) await rmdir(folder)
}

async function confirmed(files: number): Promise<boolean> {
  if (!process.stdin.isTTY) {
    print('Nothing was removed: there is no terminal to ask at. Add --yes to remove them.')
    process.exitCode = 1
    return false
  }
  const terminal = createInterface({ input: process.stdin, output: process.stdout })
  try {
    const answer = await terminal.question(`Remove ${count(files, 'file')}? [y/N] `)
    return /^y(es)?$/i.test(answer.trim())
  } finally {
    terminal.close()
  }
}
