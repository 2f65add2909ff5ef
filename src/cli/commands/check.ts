import { statSync } from 'node:fs'
import { Command } from 'commander'
import { recordingTime } from '../../cassette/recording-time.ts'
import { unnamedBodies } from '../../cassette/unnamed-bodies.ts'
import { isCassetteFormatError } from '../../errors/cassette-format-error.ts'
import { findSecrets } from '../../find-secrets.ts'
import { ago } from '../../interaction/age.ts'
import { now } from '../../interaction/clock.ts'
import { checkStaleAfter, staleness } from '../../staleness.ts'
import { DEFAULT_FOLDER, findCassettes, foldersBelow, openCassette } from '../cassettes.ts'
import { CliError } from '../cli-error.ts'
import { addRedactFlags, redactOptions, type RedactFlags } from '../redact-options.ts'
import { oneLine } from '../one-line.ts'
import { Progress } from '../progress.ts'
import { count, print, printJson } from '../terminal.ts'

interface CheckOptions extends RedactFlags {
  readonly staleAfter?: string
  readonly json?: true
}

/** What is wrong, in the form of `--json`. */
interface Problem {
  readonly path: string
  /** A body file that lacks is a matter of `format`: the cassette cannot be read. */
  readonly kind: 'format' | 'secret' | 'stale' | 'unnamed body'
  readonly message: string
}

/** `replaywright check`: for CI, whether the cassettes can be read, hold no secret and are not too old. */
export function checkCommand(): Command {
  const command = new Command('check')
    .description('looks for broken cassettes, missing and unnamed body files, secrets and old age')
    .argument('[paths...]', 'cassettes, or folders of cassettes', [DEFAULT_FOLDER])
    .option('--stale-after <age>', "from which age on a cassette is a problem, for example '90d'")
    .option('--json', 'prints an array of { path, kind, message } for machines')
  return addRedactFlags(command)
    .addHelpText(
      'after',
      `
Exit code 1 where something is found.

Example, for a nightly job:
  replaywright check --stale-after 90d`,
    )
    .action(async (paths: string[], { staleAfter, json, ...flags }: CheckOptions) => {
      if (staleAfter !== undefined) checkAge(staleAfter)
      const cassettes = findCassettes(paths)
      const problems: Problem[] = []
      for (const path of new Progress(json).over('checking', cassettes)) {
        problems.push(...(await check(path, staleAfter, flags)))
      }
      problems.push(...unnamed(paths, cassettes))
      if (problems.length > 0) process.exitCode = 1
      if (json) return printJson(problems)
      for (const { path, kind, message } of problems) print(`${path}  ${kind}: ${message}`)
      print(`${count(cassettes.length, 'cassette')} checked, ${count(problems.length, 'problem')}`)
    })
}

function checkAge(staleAfter: string): void {
  try {
    checkStaleAfter(staleAfter)
  } catch (error) {
    throw new CliError((error as Error).message.replace('staleAfter', '--stale-after'))
  }
}

async function check(
  path: string,
  staleAfter: string | undefined,
  flags: RedactFlags,
): Promise<Problem[]> {
  try {
    const recordedAt = recordingTime(openCassette(path))
    const secrets = await findSecrets([path], redactOptions(flags))
    return [
      ...secrets.map(({ entry, place, kind }): Problem => {
        const message = `entry ${entry}, ${place}: ${kind}. To replace it: replaywright redact`
        return { path, kind: 'secret', message }
      }),
      ...(recordedAt === undefined ? [] : stale(path, staleAfter, now() - recordedAt)),
    ]
  } catch (error) {
    // A link that leads nowhere is no file for the command line.
    if (!isCassetteFormatError(error) && !(error instanceof CliError)) throw error
    return [{ path, kind: 'format', message: oneLine(error.message).replace(`${path}: `, '') }]
  }
}

function stale(path: string, staleAfter: string | undefined, age: number): Problem[] {
  if (staleAfter === undefined) return []
  if (!staleness(staleAfter, age, { cassette: path, command: '' })) return []
  return [{ path, kind: 'stale', message: `recorded ${ago(age)}, and the limit is ${staleAfter}` }]
}

/** None for a cassette that cannot even be read, of which `check` tells: nobody knows what it names. */
function unnamedBeside(path: string): string[] {
  try {
    return unnamedBodies(path)
  } catch (error) {
    if (isCassetteFormatError(error)) return []
    throw error
  }
}

/** Beside the cassettes, and in folders whose cassette is gone. */
function unnamed(paths: readonly string[], cassettes: readonly string[]): Problem[] {
  const folders = paths.filter((path) => statSync(path).isDirectory()).flatMap(foldersBelow)
  const owners = new Set([...cassettes, ...folders.map((folder) => `${folder}.har`)])
  return [...owners]
    .filter((path) => path.endsWith('.har'))
    .flatMap(unnamedBeside)
    .map((path) => ({
      path,
      kind: 'unnamed body',
      message: 'no cassette names it. To remove it: replaywright prune',
    }))
}
