import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { createConsumer, type Consumer } from '../support/consumer.ts'
import { startServer } from '../support/server.ts'
import { CONFIG, configWith, FILES, NOTHING, ONE, playwright, SPEC, TWO } from './run-reporter.ts'

const DAY_MS = 86_400_000
const OTHER = "import { test } from 'replaywright'\n"

/** Makes a cassette as old as that many days. */
function age(consumer: Consumer, path: string, days: number): void {
  const recordedAt = new Date(Date.now() - days * DAY_MS).toISOString()
  const har = consumer.read(path)
  expect(har).toMatch(/"recordedAt": "/)
  consumer.write(path, har.replace(/(?<="recordedAt": ")[^"]+/, recordedAt))
}

test('the documentation explains each list of the JSON file', () => {
  const page = readFileSync(resolve(import.meta.dirname, '../../docs/reporter.md'), 'utf8')
  const [, table = ''] = page.split('| line | cassettes that |\n')
  const names = [...table.split('\n\n', 1)[0]!.matchAll(/^\| ([a-z, ]+) \|/gm)]
  expect(names.flatMap(([, cell]) => cell!.split(', ')).toSorted()).toEqual(
    Object.keys(NOTHING).toSorted(),
  )
})

test('stale: told of each cassette that is too old, also where the test fails by it', async () => {
  await using server = await startServer((_seen, response) => void response.end('{}'))
  await using consumer = createConsumer({ files: FILES, config: CONFIG })
  const env = { API: server.origin, CI: '1' }
  await playwright(consumer, ['test'], { API: server.origin })
  age(consumer, ONE, 91)
  age(consumer, TWO, 89)
  for (const staleAfter of ["'90d'", "{ after: '90d', fail: true }"]) {
    consumer.write('playwright.config.ts', configWith(`use: { staleAfter: ${staleAfter} },`))
    const run = await playwright(consumer, ['test'], env)
    expect(run.output).toContain(`stale      1 cassette, older than staleAfter\n      ${ONE}\n`)
    expect(run.json).toEqual({ ...NOTHING, replayed: [ONE, TWO], stale: [ONE] })
  }
})

test('stale, of two shards merged: once each, and a row of the step summary', async () => {
  await using server = await startServer((_seen, response) => void response.end('{}'))
  await using consumer = createConsumer({
    files: FILES,
    config: configWith("use: { staleAfter: '90d' },"),
  })
  const env = { API: server.origin }
  await playwright(consumer, ['test'], env)
  for (const path of [ONE, TWO]) age(consumer, path, 91)
  for (const shard of [1, 2]) {
    const PLAYWRIGHT_BLOB_OUTPUT_FILE = consumer.path(`blobs/${shard}.zip`)
    const options = { ...env, CI: '1', BLOB: '1', PLAYWRIGHT_BLOB_OUTPUT_FILE }
    await playwright(consumer, ['test', `--shard=${shard}/2`], options)
  }
  const merge = ['merge-reports', '-c', 'playwright.config.ts', 'blobs']
  const GITHUB_STEP_SUMMARY = consumer.path('summary.md')
  const merged = await playwright(consumer, merge, { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY })
  expect(merged.output).toContain(
    `stale      2 cassettes, older than staleAfter\n      ${ONE}\n      ${TWO}\n`,
  )
  expect(merged.json).toEqual({ ...NOTHING, replayed: [ONE, TWO], stale: [ONE, TWO] })
  expect(consumer.read('summary.md')).toContain('| stale | 2 cassettes, older than staleAfter |')
})

test('unchanged: run live by -u or check, and as it was recorded', async () => {
  await using server = await startServer((_seen, response) => void response.end('{}'))
  await using consumer = createConsumer({ files: FILES, config: CONFIG })
  const env = { API: server.origin }
  await playwright(consumer, ['test'], env)
  for (const mode of ['check', 'changed']) {
    const run = await playwright(consumer, ['test'], { ...env, REPLAYWRIGHT_MODE: mode })
    expect(run.output).toContain('\n  replaywright\n    unchanged  2 cassettes, run live\n')
  }
})

test("what is not counted: unusedInteractions 'ignore', sign-ins of workers, calls of withCassette", async () => {
  await using server = await startServer((_seen, response) => void response.end('{}'))
  await using consumer = createConsumer({
    config: configWith("use: { unusedInteractions: 'ignore' },"),
    files: {
      ...FILES,
      'tests/c.spec.ts': `
        import { test as base, withCassette } from 'replaywright'
        const test = base.extend({
          signIn: [async ({}, use) => use((session) => session.post(process.env.API + '/login')), { scope: 'worker' }],
        })
        test.beforeAll(() => withCassette('fixtures/seed.har', {}, () => fetch(process.env.API + '/seed')))
        test('signed in', async ({ workerSession }) => { await workerSession.get(process.env.API + '/me') })`,
    },
  })
  const recorded = await playwright(consumer, ['test'], { API: server.origin })
  const THREE = 'fixtures/tests/c/signed-in.har'
  expect(recorded.json).toEqual({ ...NOTHING, recorded: [ONE, TWO, THREE] })
  expect(consumer.exists('fixtures/seed.har')).toBe(true)
  const run = await playwright(consumer, ['test'], { API: server.origin, CI: '1', BREAK: 'unused' })
  expect(run.json).toEqual({ ...NOTHING, replayed: [ONE, TWO, THREE] })
  expect(run.output).not.toContain('unused')
})

test('two projects that share a cassette count it once', async () => {
  await using server = await startServer((_seen, response) => void response.end('{}'))
  await using consumer = createConsumer({
    files: FILES,
    config: configWith("projects: [{ name: 'a' }, { name: 'b' }],"),
  })
  await playwright(consumer, ['test'], { API: server.origin })
  const env = { API: server.origin, CI: '1', BREAK: 'unused' }
  const run = await playwright(consumer, ['test'], env)
  expect(run.output).toContain('replayed   2 cassettes\n')
  expect(run.output).toContain(`unused     1 interaction of 1 cassette\n      ${ONE}  1\n`)
})

test('gone: told of a whole run only, and of the folder that the option names', async () => {
  await using server = await startServer((_seen, response) => void response.end('{}'))
  await using consumer = createConsumer({
    files: {
      ...FILES,
      'tests/c.spec.ts': `${SPEC} test('c', ({ session }) => get(session, '/c'))`,
    },
    config: CONFIG,
  })
  const env = { API: server.origin }
  await playwright(consumer, ['test'], env)
  consumer.remove('tests/c.spec.ts')
  const gone = ['fixtures/tests/c/c.har']
  const goneOf = async (...args: string[]): Promise<unknown> =>
    (await playwright(consumer, ['test', ...args], env)).json['gone']
  expect(await goneOf('--workers=1', '--retries=1')).toEqual(gone)
  for (const args of [['--grep', 'one'], ['--shard=1/1']]) {
    expect(await goneOf(...args), args.join(' ')).toBe(null)
  }
  const a = consumer.read('tests/a.spec.ts')
  consumer.write('tests/a.spec.ts', a.replace('test(', 'test.only('))
  const only = await playwright(consumer, ['test'], env)
  expect(only.json['gone']).toBe(null)
  expect(only.output).not.toContain('gone')
  consumer.write('tests/a.spec.ts', a)
  consumer.write('playwright.config.ts', configWith('', "folder: 'elsewhere',"))
  expect(await goneOf()).toEqual([])
})

test('more than twenty lines below one are cut, and the JSON file has them all', async () => {
  await using server = await startServer((_seen, response) => void response.end('{}'))
  const titles = Array.from({ length: 25 }, (_, index) => String(100 + index))
  await using consumer = createConsumer({
    files: {
      'tests/many.spec.ts': `${SPEC}
        for (const title of ${JSON.stringify(titles)}) {
          test(title, async ({ session }) => {
            await get(session, '/' + title)
            if (!process.env.CI) await get(session, '/more')
          })
        }`,
      'tests/other.spec.ts': OTHER,
    },
    config: CONFIG,
  })
  await playwright(consumer, ['test'], { API: server.origin })
  const run = await playwright(consumer, ['test'], { API: server.origin, CI: '1' })
  expect(run.output).toContain('unused     25 interactions of 25 cassettes\n')
  expect(run.output.match(/^ {6}fixtures\/tests\/many\//gm)).toHaveLength(20)
  expect(run.output).toContain('      … and 5 lines more\n')
  expect(run.json['unused']).toHaveLength(25)
})
