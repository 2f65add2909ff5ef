import { Command } from 'commander'
import { PACKAGE_VERSION } from '../cassette/package-version.ts'
import { checkCommand } from './commands/check.ts'
import { cookiesCommand } from './commands/cookies.ts'
import { diffCommand } from './commands/diff.ts'
import { exportCommand } from './commands/export.ts'
import { importCommand } from './commands/import.ts'
import { listCommand } from './commands/list.ts'
import { pruneCommand } from './commands/prune.ts'
import { redactCommand } from './commands/redact.ts'
import { serveCommand } from './commands/serve.ts'
import { showCommand } from './commands/show.ts'
import { oneLine } from './one-line.ts'

const EXIT_CODES = `
Exit codes:
  0  done, nothing to object to
  1  done, and something was found: a problem, a difference
  2  not done: the command line or a file is wrong; nothing was changed`

/** The `replaywright` command. Each subcommand has a file of its own. */
export function createProgram(): Command {
  const program = new Command('replaywright')
    .description('Looks at cassettes, converts them, and serves them.')
    .version(PACKAGE_VERSION)
    .addHelpText('after', EXIT_CODES)
  const commands = [
    listCommand(),
    showCommand(),
    diffCommand(),
    checkCommand(),
    pruneCommand(),
    redactCommand(),
    importCommand(),
    exportCommand(),
    cookiesCommand(),
    serveCommand(),
  ]
  for (const command of commands) program.addCommand(command)
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
