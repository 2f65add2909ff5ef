import { Command } from 'commander'
import { PACKAGE_VERSION } from '../cassette/package-version.ts'
import { oneLine } from './one-line.ts'

const EXIT_CODES = `
Exit codes:
  0  done, nothing to object to
  1  done, and something was found: a problem, a difference
  2  not done: the command line or a file is wrong; nothing was changed`

/** Each has a file of its own. One starts in half the time when the others are not loaded. */
const COMMANDS: Readonly<Record<string, () => Promise<Command>>> = {
  list: async () => (await import('./commands/list.ts')).listCommand(),
  show: async () => (await import('./commands/show.ts')).showCommand(),
  diff: async () => (await import('./commands/diff.ts')).diffCommand(),
  check: async () => (await import('./commands/check.ts')).checkCommand(),
  prune: async () => (await import('./commands/prune.ts')).pruneCommand(),
  redact: async () => (await import('./commands/redact.ts')).redactCommand(),
  import: async () => (await import('./commands/import.ts')).importCommand(),
  export: async () => (await import('./commands/export.ts')).exportCommand(),
  cookies: async () => (await import('./commands/cookies.ts')).cookiesCommand(),
  serve: async () => (await import('./commands/serve.ts')).serveCommand(),
}

/**
 * The `replaywright` command.
 *
 * @param first of its arguments. Where it names a subcommand, that one is all that is there.
 */
export async function createProgram(first: string | undefined): Promise<Command> {
  const program = new Command('replaywright')
    .description('Looks at cassettes, converts them, and serves them.')
    .version(PACKAGE_VERSION)
    .addHelpText('after', EXIT_CODES)
  const named =
    first !== undefined && Object.hasOwn(COMMANDS, first) ? [COMMANDS[first]!] : undefined
  for (const load of named ?? Object.values(COMMANDS)) program.addCommand(await load())
  // Throws in place of ending the process, so that the exit code is decided in one place.
  for (const command of [program, ...everyCommand(program.commands)]) {
    command.exitOverride().configureOutput({
      outputError: (text, write) =>
        write(`${oneLine(text).replace(/\.$/, '')}; see ${nameOf(command)} --help\n`),
    })
  }
  return program
}

/** `replaywright cookies print`. */
function nameOf(command: Command): string {
  return command.parent ? `${nameOf(command.parent)} ${command.name()}` : command.name()
}

function everyCommand(commands: readonly Command[]): Command[] {
  return commands.flatMap((command) => [command, ...everyCommand(command.commands)])
}
