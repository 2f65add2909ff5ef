import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { Command } from 'commander'
import type { LoadedCassette } from '../../cassette/read-har.ts'
import { recordingTime } from '../../cassette/recording-time.ts'
import { now } from '../../interaction/clock.ts'
import type { Interaction } from '../../interaction/interaction.ts'
import { formatViewer } from '../../viewer/page.ts'
import { openCassette, summarise } from '../cassettes.ts'
import { openInBrowser } from '../open-in-browser.ts'
import { age, coloured, count, print, printJson, size, table } from '../terminal.ts'
import { writeOutput } from '../write-output.ts'

/** `replaywright show`: what one cassette holds. */
export function showCommand(): Command {
  return new Command('show')
    .description('shows what a cassette holds')
    .argument('<cassette>', 'a HAR file, or an archive of one')
    .option('--json', 'prints an object for machines')
    .option('--html <file>', 'writes a page to look at it: one file, which needs no server')
    .option('--open', 'opens that page in a browser')
    .addHelpText(
      'after',
      '\nExample:\n  replaywright show fixtures/tests/login/signs-in.har --open',
    )
    .action(async (path: string, { json, html, open }: ShowOptions) => {
      const cassette = openCassette(path)
      if (html !== undefined || open) return showPage(path, cassette, html, open)
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

interface ShowOptions {
  readonly json?: true
  readonly html?: string
  readonly open?: true
}

/** Writes the page, to a temporary file where none is named, and opens it. */
async function showPage(
  path: string,
  cassette: LoadedCassette,
  file: string | undefined,
  open: true | undefined,
): Promise<void> {
  const target = resolve(
    file ?? join(await mkdtemp(join(tmpdir(), 'replaywright-')), 'cassette.html'),
  )
  const title = { name: cassette.meta?.test ?? path, recordedAt: recordingTime(cassette) }
  // Readable by its owner alone, as the cassette may be.
  await writeOutput(target, formatViewer(title, cassette.interactions), 0o600)
  print(target)
  if (open) openInBrowser(target)
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
