/** Opens a recording of 50,000 interactions, and prints how long it took and the most memory that there was. */
import { readFileSync } from 'node:fs'

const [tool = '', path = ''] = process.argv.slice(2)
const OPEN: Readonly<Record<string, () => Promise<() => unknown>>> = {
  'read + JSON.parse': async () => () => JSON.parse(readFileSync(path, 'utf8')) as unknown,
  async replaywright() {
    const { readCassette } = await import('../../src/cassette/file.ts')
    const { Matcher } = await import('../../src/matching/matcher.ts')
    const { Redaction } = await import('../../src/redaction/redaction.ts')
    return () => {
      const { recordings } = readCassette(path)!
      return new Matcher(recordings, {}, new Redaction({}, {}).comparison(recordings))
    }
  },
  async nock() {
    const { default: nock } = await import('nock')
    return () => nock.define(nock.loadDefs(path))
  },
}
const open = await OPEN[tool]!()
const start = performance.now()
const opened = open()
const ms = performance.now() - start
// Held until here, as a test holds it.
void opened
console.log(JSON.stringify({ ms, megabytes: process.resourceUsage().maxRSS / 1024 }))
process.exit(0)
