import { existsSync } from 'node:fs'
import { Command, Option } from 'commander'
import { FOREIGN_READERS, readForeign, type ForeignFormat } from '../../foreign/read-foreign.ts'
import { now } from '../../interaction/clock.ts'
import { keepCassette } from '../../keep-cassette.ts'
import { Redaction } from '../../redaction/redaction.ts'
import { CliError } from '../cli-error.ts'
import { count, print, printJson } from '../terminal.ts'

interface ImportOptions {
  readonly from?: ForeignFormat
  readonly output: string
  readonly test?: string
  readonly force?: true
  readonly json?: true
}

/** `replaywright import`: another tool's recording as a cassette. */
export function importCommand(): Command {
  return new Command('import')
    .description("writes another tool's recording as a cassette")
    .argument('<file>', 'a recording of nock, Polly.js, undici, VCR, vcrpy, betamax, or a HAR')
    .requiredOption('-o, --output <cassette>', 'the HAR file to write')
    .addOption(
      new Option(
        '--from <tool>',
        'the tool that made it; told by its content if not given',
      ).choices(Object.keys(FOREIGN_READERS)),
    )
    .option('--test <name>', "the only test that may replay it, as '<file> › <titles>'")
    .option('--force', 'replaces a cassette that is there')
    .option('--json', 'prints an object for machines')
    .addHelpText(
      'after',
      `
Examples:
  replaywright import __nock-fixtures__/login.json -o fixtures/tests/login/signs-in.har \\
    --test 'tests/login.spec.ts › signs in'
  replaywright import spec/cassettes/login.yml -o fixtures/login.har`,
    )
    .action(async (file: string, { from, output, test, force, json }: ImportOptions) => {
      if (!existsSync(file)) throw new CliError(`${file}: no such file; name a recording to import`)
      if (existsSync(output) && !force) {
        throw new CliError(`${output}: exists already; choose another name, or add --force`)
      }
      const importedAt = now()
      const { interactions, warnings } = readForeign(file, from, importedAt)
      const recordedAt = interactions[0]?.startedAt ?? importedAt
      const meta = test === undefined ? undefined : { test, recordedAt }
      const redaction = new Redaction({}, process.env)
      await keepCassette(output, meta, interactions, { redaction, name: output })
      if (json) return printJson({ output, interactions: interactions.length, warnings })
      for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`)
      print(`${count(interactions.length, 'interaction')} written to ${output}`)
    })
}
