import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { startServer } from '../support/server.ts'
import { CONFIG, FILES, NOTHING, ONE, playwright, SPEC, TWO, type Run } from './run-reporter.ts'

test('recorded, replayed, changed, drifted, missed, unused, gone -> one block and a JSON file', async () => {
  let price: unknown = 4
  await using server = await startServer((_seen, response) => {
    response.setHeader('content-type', 'application/json').end(JSON.stringify({ price }))
  })
  await using consumer = createConsumer({ files: FILES, config: CONFIG })
  const run = (env: Record<string, string> = {}, ...args: string[]): Promise<Run> =>
    playwright(consumer, ['test', ...args], { API: server.origin, ...env })

  const recorded = await run()
  expect(recorded.output).toContain('\n  replaywright\n    recorded   2 cassettes\n')
  expect(recorded.json).toEqual({ ...NOTHING, recorded: [ONE, TWO] })

  const replayed = await run()
  expect(replayed.output).toContain('\n  replaywright\n    replayed   2 cassettes\n')
  expect(replayed.json).toEqual({ ...NOTHING, replayed: [ONE, TWO] })

  const unused = await run({ BREAK: 'unused' })
  expect(unused.output).toContain(`unused     1 interaction of 1 cassette\n      ${ONE}  1\n`)
  expect(unused.json).toMatchObject({ unused: [{ cassette: ONE, count: 1 }] })

  const missed = await run({ BREAK: 'miss' })
  expect(missed.output).toContain(`missed     1 request of 1 cassette\n      ${ONE}  1\n`)
  expect(missed.json).toEqual({
    ...NOTHING,
    replayed: [ONE, TWO],
    missed: [{ cassette: ONE, count: 1 }],
  })
  expect(consumer.read('out/cassettes.json')).not.toContain('hunter2')

  const flaky = await run({ RETRY: '1' }, '--retries=1')
  expect(flaky.output).toContain('1 flaky')
  expect(flaky.json).toEqual({ ...NOTHING, replayed: [ONE, TWO] })

  expect((await run({ REPLAYWRIGHT_MODE: 'check' })).json).toEqual({
    ...NOTHING,
    unchanged: [ONE, TWO],
  })
  price = 'four'
  const drifted = await run({ REPLAYWRIGHT_MODE: 'check' })
  expect(drifted.output).toContain('drifted    2 cassettes\n')
  expect(drifted.json['drifted']).toEqual([
    { cassette: ONE, lines: expect.arrayContaining(['GET /one 200: body.price number -> string']) },
    { cassette: TWO, lines: ['GET /three 200: body.price number -> string'] },
  ])
  const changed = await run({}, '-u')
  expect(changed.output).toContain(
    `changed    2 cassettes\n      ${ONE}\n        GET /one 200: body.price`,
  )
  expect(changed.json).toMatchObject({ changed: [{ cassette: ONE }, { cassette: TWO }] })

  consumer.remove('tests/b.spec.ts')
  expect((await run({}, 'a.spec.ts')).json).toMatchObject({ gone: null })
  const gone = await run()
  expect(gone.output).toContain('gone       1 cassette without a test: npx replaywright prune')
  expect(gone.json).toEqual({ ...NOTHING, replayed: [ONE], gone: [TWO] })
})

test('two shards, merged -> their numbers add up, and only then is a cassette without a test told', async () => {
  await using server = await startServer((_seen, response) => void response.end('{}'))
  await using consumer = createConsumer({
    files: {
      ...FILES,
      'tests/c.spec.ts': `${SPEC} test('three', async ({ session }) => { await get(session, '/3') })`,
    },
    config: CONFIG,
  })
  const env = { API: server.origin }
  await playwright(consumer, ['test'], env)
  consumer.remove('tests/c.spec.ts')
  expect((await playwright(consumer, ['test', '--shard=1/2'], env)).json).toEqual({
    ...NOTHING,
    replayed: [ONE],
    gone: null,
  })
  for (const shard of [1, 2]) {
    const name = consumer.path(`blobs/${shard}.zip`)
    await playwright(consumer, ['test', `--shard=${shard}/2`], {
      ...env,
      BLOB: '1',
      PLAYWRIGHT_BLOB_OUTPUT_FILE: name,
    })
  }
  const merged = await playwright(consumer, [
    'merge-reports',
    '-c',
    'playwright.config.ts',
    'blobs',
  ])
  expect(merged.output).toContain('replayed   2 cassettes\n')
  expect(merged.json).toEqual({
    ...NOTHING,
    replayed: [ONE, TWO],
    gone: ['fixtures/tests/c/three.har'],
  })
})

test('on GitHub -> a step summary; a project without cassettes prints nothing', async () => {
  await using server = await startServer((_seen, response) => void response.end('{}'))
  await using consumer = createConsumer({ files: FILES, config: CONFIG })
  const summary = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: consumer.path('summary.md') }
  const env = { API: server.origin, ...summary }
  consumer.write('summary.md', '# Before\n')
  await playwright(consumer, ['test'], env)
  await playwright(consumer, ['test'], { ...env, BREAK: 'unused' })
  const text = consumer.read('summary.md')
  expect(text).toMatch(
    /^# Before\n### replaywright\n\n\| \| \|\n\|---\|---\|\n\| recorded \| 2 cassettes \|\n/,
  )
  expect(text).toContain(`<details><summary>unused</summary>\n\n    ${ONE}  1\n`)

  await using plain = createConsumer({
    files: { 'a.spec.ts': "import { test } from '@playwright/test'\ntest('one', () => {})" },
    config: CONFIG,
  })
  const run = await playwright(plain, ['test'])
  expect(run.output).not.toContain('replaywright')
  expect(run.json).toEqual(NOTHING)
})
