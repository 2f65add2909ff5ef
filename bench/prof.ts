import { readFileSync, rmSync } from 'node:fs'
import { execFileSync } from 'node:child_process'
import { LiveServer } from '../tests/support/live-server.ts'
import { createConsumer } from '../tests/support/consumer.ts'
const CLI = new URL('../node_modules/@playwright/test/cli.js', import.meta.url).pathname
await using server = await LiveServer.start(new URL('server.ts', import.meta.url))
const N = 4000

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
const spec = (pkg: string, fixture: string) => `import { test } from '${pkg}'
const U = process.env.API_URL + '/articles'
for (let n = 0; n < 40; n++) test('turn ' + n, async ({ ${fixture} }) => { for (let i = 0; i < 100; i++) await ${fixture}.get(U) })
`
await using consumer = createConsumer({
  config: `export default { workers: 1, timeout: 0, reporter: 'dot', use: { engine: process.env.ENGINE ?? 'msw', matchOn: { repeats: 'last' }, ...(process.env.CI && { cassettePath: 'fixtures/one.har' }) } }`,
  files: {
    'fixtures/one.har': har,
    'live.spec.ts': spec('@playwright/test', 'request'),
    'session.spec.ts': spec('replaywright', 'session'),
    'request.spec.ts': spec('replaywright', 'request'),
  },
  packages: ['nock'],
})
const [file, ...vars] = process.argv.slice(2)
const dir = '/tmp/cpu'
rmSync(dir, { recursive: true, force: true })
const env = {
  ...process.env,
  ...Object.fromEntries(vars.map((v) => v.split('='))),
  N: String(N),
  API_URL: server.url,
  NODE_OPTIONS: `--cpu-prof --cpu-prof-interval=200 --cpu-prof-dir=${dir}`,
}
console.log(
  execFileSync(process.execPath, [CLI, 'test', file!], { cwd: consumer.root, env }).toString(),
)
