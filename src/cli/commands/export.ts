import { Command, Option } from 'commander'
import { formatCurlScript } from '../../export/curl-script.ts'
import { formatMswHandlers } from '../../export/msw-handlers.ts'
import { formatPlainHar } from '../../export/plain-har.ts'
import { openCassette } from '../cassettes.ts'
import { writeOutput } from '../write-output.ts'

const FORMATS = {
  har: formatPlainHar,
  curl: formatCurlScript,
  msw: formatMswHandlers,
}

/** `replaywright export`: a cassette in a form that other tools take. */
export function exportCommand(): Command {
  return new Command('export')
    .description('writes a cassette as a plain HAR, a curl script or msw handlers')
    .argument('<cassette>', 'a HAR file, or an archive of one')
    .addOption(
      new Option(
        '-f, --format <format>',
        'har: bodies inside; curl: a shell script; msw: TypeScript',
      )
        .choices(Object.keys(FORMATS))
        .makeOptionMandatory(),
    )
    .option('-o, --output <file>', 'a file in place of standard output')
    .addHelpText(
      'after',
      `
Examples:
  replaywright export fixtures/tests/login/signs-in.har --format curl | sh
  replaywright export fixtures/tests/login/signs-in.har --format msw --output mocks/handlers.ts`,
    )
    .action(
      async (
        path: string,
        { format, output }: { format: keyof typeof FORMATS; output?: string },
      ) => {
        const text = FORMATS[format](openCassette(path).interactions)
        if (output === undefined) process.stdout.write(text)
        else await writeOutput(output, text)
      },
    )
}
