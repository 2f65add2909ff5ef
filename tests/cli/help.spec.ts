import type { Command } from 'commander'
import { expect, test } from '@playwright/test'
import { createProgram } from '../../src/cli/program.ts'
import { runCli } from './run-cli.ts'

/** The words that lead to each command, `['cookies', 'print']`. */
function commandsBelow({ commands }: Command): string[][] {
  return commands.flatMap((command) => [
    [command.name()],
    ...commandsBelow(command).map((inner) => [command.name(), ...inner]),
  ])
}

/** The command lines of a help's examples, as a shell would split them, without what they are piped to. */
function examplesOf(help: string): string[][] {
  const [, examples = ''] = help.split(/^Examples?\b.*:$/m)
  return [...examples.replaceAll('\\\n', ' ').matchAll(/\breplaywright (?<line>[^|&>\n]*)/g)].map(
    ({ groups }) =>
      [...groups!['line']!.matchAll(/'([^']*)'|(\S+)/g)].map(([, quoted, word]) => quoted ?? word!),
  )
}

/** Every command, with nothing behind it. */
function inert(command: Command): Command {
  command.action(() => {})
  for (const inner of command.commands) inert(inner)
  return command
}

test('the help names each command and the exit codes', async () => {
  const help = runCli(['--help'])
  expect(help).toMatchObject({ exitCode: 0, stderr: '' })
  for (const { name, description } of (await createProgram(undefined)).commands.map((command) => ({
    name: command.name(),
    description: command.description(),
  }))) {
    expect(help.stdout).toContain(name)
    expect(help.stdout.replaceAll(/\s+/g, ' ')).toContain(description)
  }
  expect(help.stdout).toMatch(/Exit codes:\n {2}0 .*\n {2}1 .*\n {2}2 /)
  expect(runCli(['--version'])).toMatchObject({ exitCode: 0, stdout: '0.1.0\n' })
})

for (const words of commandsBelow(await createProgram(undefined))) {
  test(`${words.join(' ')} --help -> examples, each of which the command line takes`, async () => {
    const help = runCli([...words, '--help'])
    expect(help).toMatchObject({ exitCode: 0, stderr: '' })
    const examples = examplesOf(help.stdout)
    expect(examples.length).toBeGreaterThan(0)
    for (const example of examples) {
      expect(example.slice(0, words.length)).toEqual(words)
      // It throws what the command line would print.
      await inert(await createProgram(undefined)).parseAsync(example, { from: 'user' })
    }
  })
}
