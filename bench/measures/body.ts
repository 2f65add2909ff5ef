import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LiveServer } from '../../tests/support/live-server.ts'
import { median, type Measure } from '../measure.ts'

const SCRIPT = new URL('../contestants/body.ts', import.meta.url).pathname
const CLIENTS = ['node:http', 'fetch']
const BYTES = 50 * 1024 * 1024

/** How much memory a large body takes beside itself. */
export const measure: Measure = {
  title: 'peak memory above what there was and above the bytes themselves ÷ the 50 MiB of one body',
  targets: Object.fromEntries(
    CLIENTS.flatMap((client) => [
      [`recorded, ${client}`, '<= 2.0'],
      [`replayed, ${client}`, '<= 2.0'],
    ]),
  ),
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'replaywright-bench-'))
    try {
      await using server = await LiveServer.start(new URL('../server.ts', import.meta.url))
      const cassette = join(folder, 'large.har')
      const once = (how: string, client: string): number => {
        const args = ['--expose-gc', SCRIPT, how, client, `${server.url}/?bytes=${BYTES}`, cassette]
        const output = execFileSync(process.execPath, args).toString()
        const { length, above } = JSON.parse(output) as { length: number; above: number }
        if (length !== BYTES) throw new Error(`${how}, ${client}: ${length} bytes`)
        return above / BYTES - 1
      }
      return CLIENTS.flatMap((client) =>
        ['record', 'replay'].map((how) => {
          const ratio = median(Array.from({ length: 5 }, () => once(how, client)))
          const value = `${Math.round((ratio * BYTES) / 1024 / 1024)} MiB`
          return { name: `${how === 'record' ? 'recorded' : 'replayed'}, ${client}`, ratio, value }
        }),
      )
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}
