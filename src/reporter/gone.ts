import { existsSync, readFileSync } from 'node:fs'
import { sep } from 'node:path'
import type { FullConfig, Suite } from '@playwright/test/reporter'
import { readCassette } from '../cassette/file.ts'
import { cassettesBelow } from '../cassette/find.ts'
import { isCassetteFormatError } from '../errors/cassette-format-error.ts'
import { fromHere } from '../record-command.ts'
import { isTestName } from '../test-name.ts'

/** Options of `playwright test` that leave no test out; of any other the run may be a part. */
const HARMLESS =
  /^(?:-u|-x|-j=?\d+|--(?:update-snapshots|workers|reporter|retries|timeout|trace|quiet|headed|forbid-only|fully-parallel|max-failures|output|pass-with-no-tests)(?:=.*)?)$/

/**
 * The cassettes below `folder` whose test is not in the run, or `null` where the run may be a part of the
 * tests: a shard, a filter on the command line, `test.only`. A merged report is whole.
 *
 * @param argv of the process, `node cli.js test …`.
 */
export function goneCassettes(
  config: FullConfig,
  suite: Suite,
  folder: string,
  argv: readonly string[],
): string[] | null {
  const tests = suite.allTests().map((test) => ({
    file: test.location.file.split(sep).join('/'),
    // Root, project and file come first.
    titles: test.titlePath().slice(3).join(' › '),
  }))
  if (!isWhole(config, argv, new Set(suite.allTests().map((test) => test.location.file))))
    return null
  if (!existsSync(folder)) return []
  return cassettesBelow(folder)
    .filter((path) => {
      const owner = ownerOf(path)
      if (owner === undefined || !isTestName(owner)) return false
      const [file, ...titles] = owner.split(' › ')
      // By its end: in a merged report the configuration's folder is not known.
      return !tests.some(
        (test) => `/${test.file}`.endsWith(`/${file}`) && test.titles === titles.join(' › '),
      )
    })
    .map(fromHere)
    .toSorted()
}

function isWhole(config: FullConfig, argv: readonly string[], files: ReadonlySet<string>): boolean {
  const [, , command, ...args] = argv
  if (command === 'merge-reports') return true
  if (command !== 'test' || config.shard) return false
  return args.every((arg) => HARMLESS.test(arg)) && ![...files].some(hasOnly)
}

function hasOnly(file: string): boolean {
  return /\.only\s*\(/.test(readFileSync(file, 'utf8'))
}

/** What `check` finds is no matter of a test's end: a broken cassette has no owner here. */
function ownerOf(path: string): string | undefined {
  try {
    return readCassette(path)?.meta?.test
  } catch (error) {
    if (isCassetteFormatError(error)) return undefined
    throw error
  }
}
