import { readFileSync } from 'node:fs'
import { LiveServer } from '../tests/support/live-server.ts'
import { createConsumer } from '../tests/support/consumer.ts'
import { race } from './turns.ts'
const turn = readFileSync(new URL('turn.ts', import.meta.url), 'utf8')
const CLI = new URL('../node_modules/@playwright/test/cli.js', import.meta.url).pathname
await using server = await LiveServer.start(new URL('server.ts', import.meta.url))
const spec = (pkg: string, fixture: string) => `import { test } from '${pkg}'
import { joinRace } from './turn.ts'
const turns = process.env.TURNS_PORT && process.env.TEST_WORKER_INDEX ? joinRace() : undefined
const U = process.env.API_URL + '/articles'
let over = false
for (let n = 0; n < 60; n++) test('turn ' + n, async ({ ${fixture} }) => {
  if (!over) over = !(await turns.one(() => ${fixture}.get(U)))
})
`
const body = await (await fetch(server.url)).text()
const har = JSON.stringify({
  log: {
    version: '1.2',
    creator: { name: 'x', version: '1' },
    entries: [
      {
        startedDateTime: '2026-01-01T00:00:00.000Z',
        time: 1,
        request: { method: 'GET', url: server.url + '/articles', headers: [] },
        response: {
          status: 200,
          statusText: 'OK',
          headers: [
            { name: 'Content-Type', value: 'application/json' },
            { name: 'Content-Length', value: String(body.length) },
            { name: 'Cache-Control', value: 'no-cache' },
            { name: 'Etag', value: '"abc"' },
            { name: 'Date', value: 'Thu, 01 Jan 2026 00:00:00 GMT' },
            { name: 'Connection', value: 'keep-alive' },
            { name: 'Keep-Alive', value: 'timeout=60' },
          ],
          content: { mimeType: 'application/json', size: body.length, text: body },
        },
      },
    ],
  },
})
await using consumer = createConsumer({
  config: `export default { workers: 1, timeout: 0, reporter: 'dot', use: { engine: process.env.ENGINE ?? 'msw', matchOn: { repeats: 'last' }, ...(process.env.CI && { cassettePath: 'fixtures/one.har' }) } }`,
  files: {
    'turn.ts': turn,
    'fixtures/one.har': har,
    'live.spec.ts': spec('@playwright/test', 'request'),
    'session.spec.ts': spec('replaywright', 'session'),
    'request.spec.ts': spec('replaywright', 'request'),
  },
  packages: ['nock'],
})
const c = (name: string, spec: string, env = {}) => ({
  name,
  cwd: consumer.root,
  command: [process.execPath, CLI, 'test', spec],
  env: { API_URL: server.url, ...env },
})
const all = [
  c('live', 'live.spec.ts'),
  c('session-msw', 'session.spec.ts', { CI: '1' }),
  c('request-msw', 'request.spec.ts', { CI: '1' }),
  c('session-nock', 'session.spec.ts', { CI: '1', ENGINE: 'nock' }),
  c('session-record', 'session.spec.ts', { REPLAYWRIGHT_MODE: 'all' }),
  c('request-record', 'request.spec.ts', { REPLAYWRIGHT_MODE: 'all' }),
  c('session-off', 'session.spec.ts', { REPLAYWRIGHT_MODE: 'off' }),
]
const wanted = process.argv.slice(2)
console.table(
  await race({
    contestants: all.filter((x) => wanted.length === 0 || wanted.includes(x.name)),
    rounds: 11,
    size: 100,
  }),
)
