import { execFileSync } from 'node:child_process'
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { median, milliseconds, type Measure } from '../measure.ts'
import { harOf, nockOf } from '../recordings.ts'

const SCRIPT = new URL('../contestants/open.ts', import.meta.url).pathname
const COUNT = 50_000
/** With it the cassette has some 94 MB. */
const BODY = JSON.stringify({ id: 1, name: 'x'.repeat(230) })

/** What it takes until the first request could be answered. */
export const measure: Measure = {
  title: 'opening a cassette of 50,000 interactions ÷ reading and parsing its JSON',
  targets: { 'time, replaywright': '<= 1.1', 'peak memory, replaywright': '<= 1.2' },
  async run() {
    const folder = mkdtempSync(join(tmpdir(), 'replaywright-bench-'))
    try {
      const urls = Array.from(
        { length: COUNT },
        (_none, id) => `https://api.test/articles/${id}?page=2`,
      )
      const [har, nock] = [join(folder, 'large.har'), join(folder, 'large.json')]
      writeFileSync(har, harOf(urls, BODY))
      writeFileSync(nock, nockOf(urls, BODY))
      const tools: readonly [string, string][] = [
        ['read + JSON.parse', har],
        ['replaywright', har],
        ['nock', nock],
      ]
      const rounds = Array.from({ length: 9 }, () =>
        tools.map(([tool, path]) => {
          const output = execFileSync(process.execPath, [SCRIPT, tool, path]).toString()
          return JSON.parse(output) as { ms: number; megabytes: number }
        }),
      )
      const rows = (
        what: string,
        of: (one: { ms: number; megabytes: number }) => number,
        print: (value: number) => string,
      ) =>
        tools.map(([tool], index) => ({
          name: `${what}, ${tool}`,
          ratio: median(rounds.map((round) => of(round[index]!) / of(round[0]!))),
          value: print(median(rounds.map((round) => of(round[index]!)))),
        }))
      console.log(`  (the HAR has ${Math.round(statSync(har).size / 1e6)} MB)`)
      return [
        ...rows('time', ({ ms }) => ms, milliseconds),
        ...rows(
          'peak memory',
          ({ megabytes }) => megabytes,
          (value) => `${Math.round(value)} MiB`,
        ),
      ]
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}
