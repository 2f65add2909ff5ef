import { Command } from 'commander'
import { now } from '../../interaction/clock.ts'
import type { Interaction } from '../../interaction/interaction.ts'
import { openCassette, summarise } from '../cassettes.ts'
import { age, coloured, count, print, printJson, size, table } from '../terminal.ts'

/** `replaywright show`: what one cassette holds. */
export function showCommand(): Command {
  return new Command('show')
    .description('shows what a cassette holds')
    .argument('<cassette>', 'a HAR file')
    .option('--json', 'prints an object for machines')
    .addHelpText('after', '\nExample:\n  replaywright show fixtures/tests/login/signs-in.har')
    .action((path: string, { json }: { json?: true }) => {
      const cassette = openCassette(path)
      const summary = summarise(path, cassette)
      const rows = cassette.interactions.map(rowOf)
      if (json) return printJson({ ...summary, interactions: rows })
      print(coloured('bold', summary.test ?? summary.path))
      const recorded =
        summary.recordedAt === undefined
          ? ''
          : `, recorded ${summary.recordedAt.slice(0, 10)} (${age(now() - Date.parse(summary.recordedAt))})`
      print(`${count(rows.length, 'interaction')}${recorded}, ${size(summary.size)}`)
      print()
      for (const line of table(
        rows.map(({ method, url, result, bytes, milliseconds }, index) => [
          `#${index + 1}`,
          method,
          url,
          String(result),
          size(bytes),
          `${milliseconds} ms`,
        ]),
      )) {
        print(line)
      }
    })
}

interface Row {
  readonly method: string
  readonly url: string
  /** The status, or the error code of a request that got no response. */
  readonly result: number | string
  /** Bytes of the response's decoded content. */
  readonly bytes: number
  readonly milliseconds: number
}

function rowOf({ request, response, failure, time }: Interaction): Row {
  return {
    method: request.method,
    url: request.url,
    result: failure?.code ?? response?.status ?? 'no response',
    bytes: response?.body.length ?? 0,
    milliseconds: Math.round(time),
  }
}
