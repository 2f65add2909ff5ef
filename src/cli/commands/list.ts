import { Command } from 'commander'
import { now } from '../../interaction/clock.ts'
import { DEFAULT_FOLDER, findCassettes, openCassette, summarise } from '../cassettes.ts'
import { Progress } from '../progress.ts'
import { age, coloured, count, print, printJson, size, table } from '../terminal.ts'

/** `replaywright list`: the cassettes of a project. */
export function listCommand(): Command {
  return new Command('list')
    .description('lists cassettes with test, age, interactions, hosts, cookies and size')
    .argument('[paths...]', 'cassettes, or folders of cassettes', [DEFAULT_FOLDER])
    .option('--json', 'prints an array for machines')
    .addHelpText(
      'after',
      `
Examples:
  replaywright list
  replaywright list fixtures/tests/login --json | jq '.[].test'`,
    )
    .action((paths: string[], { json }: { json?: true }) => {
      const found = new Progress(json).over('reading', findCassettes(paths))
      const cassettes = Array.from(found, (path) => summarise(path, openCassette(path)))
      if (json) return printJson(cassettes)
      for (const line of table(
        cassettes.map((cassette) => [
          cassette.path,
          cassette.recordedAt === undefined ? '' : age(now() - Date.parse(cassette.recordedAt)),
          count(cassette.interactions, 'interaction'),
          cassette.hosts.join(' '),
          cassette.cookies.join(' ') || '-',
          size(cassette.size),
          cassette.test ?? '(not recorded by replaywright)',
        ]),
      )) {
        print(line)
      }
      const total = cassettes.reduce((sum, cassette) => sum + cassette.size, 0)
      print(coloured('dim', `${count(cassettes.length, 'cassette')}, ${size(total)}`))
    })
}
