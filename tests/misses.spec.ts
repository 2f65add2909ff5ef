import { expect, test } from '@playwright/test'
import { createConsumer } from './support/consumer.ts'
import { recordThenReplay } from './support/scenario.ts'

const DAY_MS = 86_400_000

/** A cassette's text as it would stand had it been recorded earlier. */
const recordedEarlier =
  (milliseconds: number) =>
  (har: string): string =>
    har.replace(/(?<="recordedAt": ")[^"]+/, (time) =>
      new Date(Date.parse(time) - milliseconds).toISOString(),
    )

const LOGIN = `
  async function login(session, remember) {
    return session.post(API + '/login', {
      data: { remember },
      headers: remember ? { Cookie: 'csrf=c1' } : {},
    })
  }`

test('a miss -> the whole text in the call itself, in the report and attached, and its parts as data', async () => {
  const { recorded, replayed } = await recordThenReplay({
    answer: (_seen, response) => void response.end(),
    change: recordedEarlier(12.5 * DAY_MS),
    spec: `
      import { CassetteMissError, isCassetteMissError } from 'replaywright'
      ${LOGIN}
      test('signs in', async ({ session, cassette }) => {
        await session.get(API + '/')
        const error = await login(session, !REPLAYING).catch((error) => error)
        if (!REPLAYING) return
        expect(error).toBeInstanceOf(CassetteMissError)
        expect(isCassetteMissError(error)).toBe(true)
        const { name, method, url, differences, recordings } = error
        expect({ name, method, url, recordings }).toEqual(
          { name: 'CassetteMissError', method: 'POST', url: API + '/login', recordings: 0 })
        expect(error.cassette).toBe('fixtures/tests/a/signs-in.har')
        expect(differences).toEqual([
          { field: 'cookie csrf', recorded: 'any value', sent: 'none' },
          { field: 'body $.remember', recorded: 'true', sent: 'false' },
        ])
        expect(cassette.misses).toEqual([error])
        console.log(error.message)
      })`,
  })
  expect(recorded).toMatchObject({ passed: 1 })
  expect(replayed).toMatchObject({ passed: 0, failed: 1 })
  const run = replayed.tests[0]!
  const url = /http:\/\/\S+(?=\/login)/.exec(run.stdout)?.[0]
  const text = `No recorded response for POST ${url}/login
  cassette  fixtures/tests/a/signs-in.har: 2 interactions, recorded 12 days ago

  closest   #2 POST ${url}/login
    cookie csrf       recorded any value, sent none
    body $.remember   recorded true, sent false

  To record again:  npx playwright test tests/a.spec.ts:13 -u`
  expect(run.stdout).toContain(text)
  expect(run.errors[0]).toContain(text)
  expect(run.attachments).toContainEqual(
    expect.objectContaining({ name: 'replaywright-misses.txt', body: text }),
  )
})

test('a miss that the code under test swallowed, or another client made -> the test fails at its end', async () => {
  const { recorded, replayed } = await recordThenReplay({
    answer: (_seen, response) => void response.end('live'),
    spec: `
      const path = REPLAYING ? '/other' : '/page'
      test('swallowed', async ({ session }) => { await session.get(API + path).catch(() => {}) })
      test('not awaited', async ({ cassette }) => { void fetch(API + path).catch(() => {}) })
      test('fetch', async ({ cassette }) => {
        const error = await fetch(API + path).then(() => undefined, (error) => error)
        // A network error and no made-up response.
        if (REPLAYING) expect(error).toBeInstanceOf(TypeError)
      })
      test('own failure', async ({ session }) => {
        await session.get(API + path).catch(() => {})
        if (REPLAYING) expect('mine').toBe('yours')
      })`,
  })
  expect(recorded).toMatchObject({ passed: 4 })
  expect(replayed).toMatchObject({ passed: 0, failed: 4 })
  for (const run of replayed.tests) {
    expect.soft(run.errors.join('\n'), run.title).toContain('No recorded response for GET')
    expect.soft(run.errors.join('\n'), run.title).toContain('path   recorded /page, sent /other')
  }
  const own = replayed.tests.find(({ title }) => title === 'own failure')!
  expect(own.errors).toHaveLength(2)
  expect(own.errors[0]).toContain('mine')
})

test('one request too many, and one that was never recorded -> different messages', async () => {
  const { replayed } = await recordThenReplay({
    answer: (_seen, response) => void response.end(),
    spec: `
      test('too many', async ({ session }) => {
        for (let n = 0; n < (REPLAYING ? 3 : 2); n++) await session.get(API + '/orders')
      })
      test('never', async ({ session }) => {
        await session.get(API + (REPLAYING ? '/items?page=1' : '/orders'))
      })`,
  })
  const [tooMany, never] = replayed.tests.map(({ errors }) => errors.join('\n'))
  expect(tooMany).toMatch(/All recordings of GET \S+\/orders were already used \(2 of 2\)/)
  expect(tooMany).not.toContain('closest')
  expect(never).toMatch(/No recorded response for GET \S+\/items\?page=1/)
  expect(never).not.toContain('closest')
})

const ADMIN = `
import { test, expect } from 'replaywright'
test('idle', async ({ session }) => { await session.get('http://127.0.0.1:9/') })`

const COMMANDS: readonly [
  name: string,
  config: string,
  args: string[],
  env: object,
  text: string,
][] = [
  [
    'several projects',
    `projects: [{ name: 'one' }, { name: 'Mobile Safari' }]`,
    ['--project=Mobile Safari'],
    {},
    'npx playwright test "a b.spec.ts":3 --project="Mobile Safari" -u',
  ],
  [
    'the mode set in the configuration, which -u does not change',
    `use: { recordMode: 'none' }`,
    [],
    {},
    'REPLAYWRIGHT_MODE=all npx playwright test "a b.spec.ts":3',
  ],
  [
    'the mode set in the environment',
    '',
    [],
    { REPLAYWRIGHT_MODE: 'none' },
    'REPLAYWRIGHT_MODE=all npx playwright test "a b.spec.ts":3',
  ],
]
test('how a run was started -> the command that really records', async () => {
  for (const [name, config, args, env, text] of COMMANDS) {
    await using consumer = createConsumer({
      files: { 'a b.spec.ts': ADMIN },
      config: `export default { workers: 1, ${config} }`,
    })
    const run = await consumer.run(args, { env: { CI: '1', ...env } })
    expect.soft(run.errors.join('\n'), name).toContain(`To record it:  ${text}\n`)
  }
})
