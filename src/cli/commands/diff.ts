import { Command } from 'commander'
import { changeLine } from '../../drift/change.ts'
import { compare } from '../../drift/compare.ts'
import { shape } from '../../drift/shape.ts'
import { values } from '../../drift/values.ts'
import type { Interaction } from '../../interaction/interaction.ts'
import { Redaction } from '../../redaction/redaction.ts'
import { openCassette } from '../cassettes.ts'
import { coloured, count, print, printJson } from '../terminal.ts'

/** `replaywright diff`: what two recordings differ in, beside what is new in every response. */
export function diffCommand(): Command {
  return new Command('diff')
    .description('tells what two cassettes differ in; dates, request ids and secrets do not count')
    .argument('<a>', 'a cassette')
    .argument('<b>', 'the cassette that it is compared with')
    .option('--shape', 'compares keys and types only, as the record mode check does')
    .option('--json', 'prints an array of { subject, field, from, to } for machines')
    .addHelpText(
      'after',
      `
Exit code 1 where they differ.

Example:
  git show HEAD:fixtures/tests/login/signs-in.har > /tmp/old.har
  replaywright diff /tmp/old.har fixtures/tests/login/signs-in.har`,
    )
    .action((a: string, b: string, options: { shape?: true; json?: true }) => {
      const changes = compare(open(a), open(b), options.shape ? shape : values)
      if (changes.length > 0) process.exitCode = 1
      if (options.json) {
        return printJson(
          changes.map(({ subject, field, recorded, live }) => ({
            subject,
            field,
            from: recorded,
            to: live,
          })),
        )
      }
      const lines = new Set(changes.map(changeLine))
      for (const line of lines) print(line)
      print(coloured('dim', lines.size === 0 ? 'No difference.' : count(lines.size, 'difference')))
    })
}

/** Redacted, so that what is shown holds no secret and what redaction makes equal is equal. */
function open(path: string): readonly Interaction[] {
  return new Redaction({}, process.env).redact(openCassette(path).interactions)
}
