import { expect, test } from '@playwright/test'
import { createConsumer, type Consumer, type ConsumerRun } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'
import { clientsSpec, type Seen } from './clients.ts'

/** What is compared here is what the file keeps of a response; placeholders have tests of their own. */
const CONFIG = `
  import { defineConfig } from '@playwright/test'
  export default defineConfig({ workers: 1, timeout: 20_000, use: { redact: false } })`

const SERVER = new URL('server.ts', import.meta.url)

/** What `server.ts` answers; its content codings are all of one text. */
const CODED = ['gzip', 'x-gzip', 'deflate', 'deflate-raw', 'br', 'zstd', 'stacked']
const PATHS = [
  ...['plain', 'empty', '204', '205', '304', 'many', 'binary', 'invalid-utf8', 'bom', 'utf16'],
  ...[...CODED, 'unknown-coding', 'broken-gzip', 'no-length', 'length-too-small'],
  ...['length-too-large', 'cut-off', 'trailers', 'early-hints', 'header-bytes', 'repeated'],
  ...['status-custom', 'status-empty', 'status-other', 'status-599', 'events'],
]

test('what a client sees of a response is the same live, while recording and replayed', async () => {
  await using server = await LiveServer.start(SERVER)
  const spec = clientsSpec(PATHS.map((path) => `/${path}`))
  await using consumer = createConsumer({
    files: { 'tests/a.spec.ts': spec },
    config: CONFIG,
  })
  const run = (out: string, env: Record<string, string>): Promise<ConsumerRun> =>
    consumer.run([], { env: { API_URL: server.url, OUT: consumer.path(out), ...env } })
  expect((await run('live', { REPLAYWRIGHT_MODE: 'off' })).errors).toEqual([])
  expect((await run('recording', {})).errors).toEqual([])
  await server.stop()
  expect((await run('replayed', { CI: '1' })).errors).toEqual([])

  const files = consumer.files('live/*.json').map((path) => path.slice('live/'.length))
  expect(files).toHaveLength(3 * 2 * PATHS.length)
  for (const file of files) {
    const live = read(consumer, `live/${file}`)
    expect.soft(read(consumer, `recording/${file}`), file).toEqual(live)
    const plain = read(consumer, `live/${file.replace(/-[^-]+-.*/, '-GET-plain.json')}`)
    expect.soft(read(consumer, `replayed/${file}`), file).toEqual(asReplayed(file, live, plain))
  }
})

function read(consumer: Consumer, path: string): Seen {
  return JSON.parse(consumer.read(path)) as Seen
}

/**
 * The differences that there are by design (bodies are kept without their codings) and by what is not recorded:
 * informational responses and trailers.
 */
function asReplayed(file: string, live: Seen, plain: Seen): unknown {
  const [, , path = ''] = /^([^-]+-[^-]+)-(.*)\.json$/.exec(file) ?? []
  if (file.includes('-GET-') && CODED.includes(path)) return plain
  // Some clients choke on the bytes after the body, which are no part of the response and not recorded.
  if (path === 'length-too-small' && live.failed?.startsWith('HPE_'))
    return expect.objectContaining({ body: 'hello' })
  return {
    ...live,
    ...(live.early && { early: [] }),
    ...(live.trailers && { trailers: [] }),
  }
}
