import { expect, test } from '@playwright/test'
import { createConsumer } from './support/consumer.ts'
import { startServer, type TestServer } from './support/server.ts'

/** A test asks the app under test, which is always there, and a third party, which is recorded. */
const spec = (rules: string): string => `
  import { test, expect } from 'replaywright'
  const { APP, THIRD } = process.env
  test.use({ baseURL: APP, ignoreRequests: ${rules} })
  test.beforeAll(async () => { if (process.env.BEFORE) await fetch(APP + '/seed') })
  test('a page', async ({ session, cassette }) => {
    expect(await (await session.get('/page?id=1')).text()).toBe('app')
    expect(await (await fetch(THIRD + '/geo')).text()).toBe('third')
    expect(await (await session.post('/page', { data: { n: 1 } })).text()).toBe('app')
    // Of what is ignored the plugin knows nothing.
    if (cassette.mode !== 'off') expect(cassette.requests()).toHaveLength(1)
  })`

const answering = (text: string): Promise<TestServer> =>
  startServer((_seen, response) => void response.end(text))

const RULES = [
  `['/**']`,
  `[process.env.APP + '/**']`,
  `['**/page{,?*}']`,
  `[[/\\/page/g, /nothing/], { scope: 'test' }]`,
  `[(url, { method, headers }) => url.port === new URL(APP).port && method !== '' && headers.length > 0]`,
]

test('a glob, a RegExp, a predicate -> live in every mode, and never recorded', async () => {
  for (const rules of RULES) {
    await using app = await answering('app')
    await using consumer = createConsumer({ files: { 'tests/a.spec.ts': spec(rules) } })
    let env: Record<string, string>
    {
      await using third = await answering('third')
      env = { APP: app.origin, THIRD: third.origin }
      const recorded = await consumer.run([], { env })
      expect(recorded, rules + recorded.output).toMatchObject({ passed: 1 })
    }
    const har = consumer.read('fixtures/tests/a/a-page.har')
    expect(har).toContain('/geo')
    expect(har).not.toContain(app.origin)
    const before = app.seen.length
    const replayed = await consumer.run([], { env: { ...env, CI: '1' } })
    expect(replayed, rules + replayed.output).toMatchObject({ passed: 1, failed: 0 })
    expect(app.seen.slice(before).map(({ method }) => method)).toEqual(['GET', 'POST'])
  }
})

test('on CI nothing else goes live, and outside a test only what the configuration ignores', async () => {
  await using app = await answering('app')
  await using third = await answering('third')
  const env = { APP: app.origin, THIRD: third.origin, CI: '1', BEFORE: '1' }
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': spec(`['/page*']`) } })
  const refused = await consumer.run([], { env })
  expect(refused).toMatchObject({ passed: 0, failed: 1 })
  expect(refused.errors.join('\n')).toMatch(/fetch failed[^]*\/seed was sent outside any test/)
  expect(refused.errors.join('\n')).toMatch(/withCassette or the workerSession fixture/)
  expect(app.seen).toEqual([])

  consumer.write(
    'playwright.config.ts',
    `export default { workers: 1, use: { baseURL: process.env.APP, ignoreRequests: ['/seed'] } }`,
  )
  const allowed = await consumer.run([], { env })
  expect(app.seen.map(({ url }) => url)).toEqual(['/seed', '/page?id=1'])
  expect(allowed.errors.join('\n')).toContain(`No recorded response for GET ${third.origin}/geo`)
  expect(third.seen).toEqual([])
})

test('a rule that is wrong -> an error that names it', async () => {
  const wrong: [rules: string, message: string][] = [
    [`'**/x'`, 'ignoreRequests: expected a list of URL globs'],
    // Playwright takes the second for settings and hands on the first alone.
    [`[/a/, /b/]`, "test.use({ ignoreRequests: [[/a/, /b/], { scope: 'test' }] })"],
    [`['**/x', '']`, 'ignoreRequests[1]: expected a URL glob, a regular expression or a function'],
    [`['**/{x']`, 'ignoreRequests[0]: "**/{x" is no URL glob'],
    [`[async () => true]`, 'expected the function to return true or false, got object'],
    [`[() => { throw new Error('mine') }]`, 'mine'],
  ]
  await using consumer = createConsumer({
    files: {
      'tests/a.spec.ts': `
        import { test } from 'replaywright'
        ${wrong
          .map(
            ([rules], index) => `
              test.describe(() => {
                test.use({ ignoreRequests: ${rules} as any })
                test('case ${index}', async ({ session }) => {
                  await session.get('http://127.0.0.1:9/').catch(() => {})
                })
              })`,
          )
          .join('')}`,
    },
  })
  const run = await consumer.run()
  for (const [index, [rules, message]] of wrong.entries()) {
    expect.soft(run.tests[index]!.errors.join('\n'), rules).toContain(message)
  }
})
