import { statSync } from 'node:fs'
import { Argument, Command, Option } from 'commander'
import type { CookieFormat } from '../../cookies/cookie-file.ts'
import { Jar } from '../../cookies/jar.ts'
import { toPlaywright } from '../../cookies/storage-state.ts'
import { CliError } from '../cli-error.ts'
import { count, print, printJson, table } from '../terminal.ts'

const FORMATS: readonly CookieFormat[] = ['storage-state', 'netscape', 'lwp', 'tough-cookie']

/** `replaywright cookies`: files of cookies, from one format to another. */
export function cookiesCommand(): Command {
  return new Command('cookies')
    .description('prints and converts files of cookies')
    .addHelpText('after', '\nExample:\n  replaywright cookies print playwright/.auth/user.json')
    .addCommand(printCommand())
    .addCommand(convertCommand())
}

function printCommand(): Command {
  return new Command('print')
    .description('prints the cookies of a file; values only with --values')
    .addArgument(new Argument('<file>', 'storage state, cookies.txt, LWP or tough-cookie JSON'))
    .addOption(formatOption('--from', 'the format of the file; found by its content if not given'))
    .option('--values', 'shows the values, which are what a session is worth')
    .option('--json', 'prints an array in the form of a storage state')
    .addHelpText('after', '\nExample:\n  replaywright cookies print cookies.txt')
    .action(async (file: string, options: { from?: CookieFormat; values?: true; json?: true }) => {
      const jar = await loaded(file, options.from)
      if (options.json) return printJson(jar.toStorageState())
      const rows = jar
        .list()
        .map((cookie) => [
          cookie.name,
          ...(options.values ? [toPlaywright(cookie).value] : []),
          `${cookie.hostOnly ? '' : '.'}${cookie.domain}${cookie.path}`,
          cookie.expires?.toISOString() ?? 'session',
          [
            cookie.httpOnly ? 'HttpOnly' : '',
            cookie.secure ? 'Secure' : '',
            cookie.sameSite ?? '',
            cookie.partitioned ? 'Partitioned' : '',
          ]
            .filter(Boolean)
            .join(' '),
        ])
      for (const line of table(rows)) print(line)
    })
}

function convertCommand(): Command {
  return new Command('convert')
    .description('writes the cookies of one file to another, readable by its owner alone')
    .argument('<from>', 'the file to read')
    .argument('<to>', 'the file to write: .json storage state, .txt cookies.txt, .lwp LWP')
    .addOption(formatOption('--from', 'the format to read; found by the content if not given'))
    .addOption(formatOption('--to', 'the format to write; found by the extension if not given'))
    .addHelpText(
      'after',
      `
Examples:
  replaywright cookies convert playwright/.auth/user.json cookies.txt && curl -b cookies.txt https://example.com
  replaywright cookies convert cookies.lwp jar.json --to tough-cookie`,
    )
    .action(
      async (from: string, to: string, options: { from?: CookieFormat; to?: CookieFormat }) => {
        const jar = await loaded(from, options.from)
        await jar.save(to, options.to === undefined ? {} : { format: options.to })
        print(`${count(jar.list().length, 'cookie')} written to ${to}`)
      },
    )
}

/** A hundred times what any browser keeps. */
const MAX_BYTES = 100_000_000

function formatOption(flag: string, description: string): Option {
  return new Option(`${flag} <format>`, description).choices(FORMATS)
}

async function loaded(file: string, format: CookieFormat | undefined): Promise<Jar> {
  const jar = new Jar()
  const { size = 0 } = statSync(file, { throwIfNoEntry: false }) ?? {}
  if (size > MAX_BYTES) {
    throw new CliError(`${file}: ${size} bytes are too many for cookies; name a file of cookies`)
  }
  try {
    await jar.load(file, format === undefined ? {} : { format })
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException
    if (code === 'ENOENT') throw new CliError(`${file}: no such file; name a file of cookies`)
    if (code === 'EISDIR') throw new CliError(`${file}: is a folder; name a file of cookies`)
    throw error
  }
  return jar
}
