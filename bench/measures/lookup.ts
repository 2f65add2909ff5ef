import { createHash } from 'node:crypto'
import { recordingsOf } from '../../src/interaction/recordings.ts'
import type { Interaction, RecordedRequest } from '../../src/interaction/interaction.ts'
import { Matcher } from '../../src/matching/matcher.ts'
import { Redaction } from '../../src/redaction/redaction.ts'
import { median, milliseconds, type Measure } from '../measure.ts'

const MEGABYTE = 1024 * 1024

function request(url: string, body = ''): RecordedRequest {
  const headers = [
    { name: 'Accept', value: '*/*' },
    { name: 'Cookie', value: 'sid=placeholder-sid-1' },
    ...(body ? [{ name: 'Content-Type', value: 'application/json' }] : []),
  ]
  const method = body ? 'POST' : 'GET'
  return { method, url, httpVersion: 'HTTP/1.1', headers, body: Buffer.from(body) }
}

/** A matcher as a test has it, its redaction on. */
function matcherOf(requests: readonly RecordedRequest[]): Matcher {
  const interactions = requests.map((one): Interaction => ({
    startedAt: 0,
    time: 1,
    wait: 1,
    request: one,
  }))
  const recordings = recordingsOf(interactions)
  return new Matcher(recordings, { repeats: 'last' }, new Redaction({}, {}).comparison(recordings))
}

const urls = (count: number): string[] =>
  Array.from({ length: count }, (_none, id) => `https://api.test/articles/${id}?page=2`)

/** How long `thing` takes, once each has been warmed up. */
function time(thing: () => unknown, times: number): number {
  const start = performance.now()
  for (let left = times; left > 0; left--) thing()
  return (performance.now() - start) / times
}

/** What it takes to find the interaction that answers, engine and network left out. */
export const measure: Measure = {
  title:
    'finding a recording ÷ the same in a cassette of ten, and of a 1 MB JSON body ÷ hashing it',
  targets: { '50,000 recordings': '<= 1.5', '1 MB of JSON, sent as recorded': '<= 3.0' },
  async run() {
    const [few, many] = [10, 50_000].map((count) => {
      const requests = urls(count).map((url) => request(url))
      const matcher = matcherOf(requests)
      let next = 0
      return () => matcher.take(requests[(next = (next + 7919) % count)]!)
    })
    const body = JSON.stringify(
      Array.from({ length: 9_000 }, (_none, id) => ({
        id,
        name: `article ${id}`,
        note: 'x'.repeat(75),
      })),
    ).slice(0, MEGABYTE * 2)
    const large = request('https://api.test/import', body)
    const matcher = matcherOf([large])
    const find = (): unknown => matcher.take(large)
    const hash = (): unknown => createHash('sha256').update(large.body).digest('base64')
    // Every path is asked for once, so that all are in their queues.
    time(few!, 20_000)
    time(many!, 60_000)
    time(find, 20)
    const rounds = Array.from({ length: 15 }, () => ({
      few: time(few!, 5_000),
      many: time(many!, 5_000),
      hash: time(hash, 20),
      find: time(find, 20),
    }))
    const row = (
      name: string,
      of: (round: (typeof rounds)[0]) => number,
      by: (round: (typeof rounds)[0]) => number,
    ) => ({
      name,
      ratio: median(rounds.map((round) => of(round) / by(round))),
      value: milliseconds(median(rounds.map(of))),
    })
    return [
      row(
        '10 recordings',
        ({ few }) => few,
        ({ few }) => few,
      ),
      row(
        '50,000 recordings',
        ({ many }) => many,
        ({ few }) => few,
      ),
      row(
        'hashing 1 MB',
        ({ hash }) => hash,
        ({ hash }) => hash,
      ),
      row(
        '1 MB of JSON, sent as recorded',
        ({ find }) => find,
        ({ hash }) => hash,
      ),
    ]
  },
}
