import { statSync } from 'node:fs'
import { Command, Option } from 'commander'
import { isCassetteName } from '../../cassette/find.ts'
import { FOREIGN_READERS, readForeign, type ForeignFormat } from '../../foreign/read-foreign.ts'
import { now } from '../../interaction/clock.ts'
import { keepCassette } from '../../keep-cassette.ts'
import { Redaction } from '../../redaction/redaction.ts'
import { CliError } from '../cli-error.ts'
import { Progress } from '../progress.ts'
import { addRedactFlags, redactOptions, type RedactFlags } from '../redact-options.ts'
import { count, print, printJson } from '../terminal.ts'

interface ImportOptions extends RedactFlags {
  readonly from?: ForeignFormat
  readonly output: string
  readonly test?: string
  readonly force?: true
  readonly json?: true
}

/** `replaywright import`: another tool's recording as a cassette. */
export function importCommand(): Command {
  const command = new Command('import')
    .description("writes another tool's recording as a cassette")
    .argument(
      '<file>',
      'a recording of nock, Polly.js, undici, VCR, vcrpy, betamax, or a HAR, zipped too',
    )
    .requiredOption('-o, --output <cassette>', 'the HAR file to write, or an archive of one (.zip)')
    .addOption(
      new Option(
        '--from <tool>',
        'the tool that made it; told by its content if not given',
      ).choices(Object.keys(FOREIGN_READERS)),
    )
    .option('--test <name>', "the only test that may replay it, as '<file> › <titles>'")
    .option('--force', 'replaces a cassette that is there')
    .option('--json', 'prints an object for machines')
  return addRedactFlags(command)
    .addHelpText(
      'after',
      `
Examples:
  replaywright import __nock-fixtures__/login.json -o fixtures/tests/login/signs-in.har \\
    --test 'tests/login.spec.ts › signs in'
  replaywright import spec/cassettes/login.yml -o fixtures/login.har
  replaywright import hars/login.zip -o fixtures/login.har --field iban`,
    )
    .action(async (file: string, options: ImportOptions) => {
      const { from, output, test, force, json, ...flags } = options
      if (!statSync(file, { throwIfNoEntry: false })) {
        throw new CliError(`${file}: no such file; name a recording to import`)
      }
      checkOutput(output, force)
      using progress = new Progress(json)
      progress.show(`reading ${file}`)
      const importedAt = now()
      const { interactions, warnings } = readForeign(file, from, importedAt)
      progress.show(`writing ${count(interactions.length, 'interaction')} to ${output}`)
      const recordedAt = interactions[0]?.startedAt ?? importedAt
      const meta = test === undefined ? undefined : { test, recordedAt }
      const redaction = new Redaction(redactOptions(flags), process.env)
      await keepCassette(output, meta, interactions, { redaction, name: output })
      progress.clear()
      if (json) return printJson({ output, interactions: interactions.length, warnings })
      for (const warning of warnings) process.stderr.write(`warning: ${warning}\n`)
      print(`${count(interactions.length, 'interaction')} written to ${output}`)
    })
}

function checkOutput(output: string, force: true | undefined): void {
  if (!isCassetteName(output)) {
    throw new CliError(`${output}: no name of a cassette; choose one that ends in .har or .zip`)
  }
  const stat = statSync(output, { throwIfNoEntry: false })
  if (stat?.isDirectory()) throw new CliError(`${output}: is a folder; name a file in it`)
  if (stat && !force) {
    throw new CliError(`${output}: exists already; choose another name, or add --force`)
  }
}
