import { expect, test } from '@playwright/test'
import { recordThenReplay } from './support/scenario.ts'

/** A `matchOn`, the call that is recorded, the call that is replayed, and the field that tells them apart. */
const CASES: readonly [matchOn: string, recorded: string, sent: string, difference?: string][] = [
  ['{}', `get('/x?a=1&b=2')`, `get('/x?b=2&a=1')`],
  ['{}', `get('/x?a=1')`, `get('/x?a=2')`, 'query a   recorded 1, sent 2'],
  ['{}', `get('/x')`, `get('/y')`, 'path   recorded /x, sent /y'],
  ['{}', `put('/x')`, `patch('/x')`, 'method   recorded PUT, sent PATCH'],
  ['{}', `post('/x', { data: { a: 1, b: 2 } })`, `post('/x', { data: { b: 2, a: 1 } })`],
  [
    '{}',
    `post('/x', { data: { a: [{ b: 1 }] } })`,
    `post('/x', { data: { a: [{ b: '1' }] } })`,
    'body $.a[0].b   recorded 1, sent "1"',
  ],
  ['{}', `get('/x', { headers: { accept: 'a/b' } })`, `get('/x', { headers: { accept: 'c/d' } })`],
  [
    `{ headers: ['Accept'] }`,
    `get('/x', { headers: { accept: 'a/b' } })`,
    `get('/x', { headers: { accept: 'c/d' } })`,
    'header accept   recorded a/b, sent c/d',
  ],
  [`{ ignoreQuery: ['ts', /^_/] }`, `get('/x?ts=1&_a=1')`, `get('/x?ts=2')`],
  [`{ ignoreQuery: ['ts'] }`, `get('/x?ts=1&p=1')`, `get('/x?ts=2')`, 'query p   recorded 1'],
  [
    `{ ignoreBody: ['$.nonce', '$.items[*].id'] }`,
    `post('/x', { data: { nonce: 1, items: [{ id: 1, n: 1 }] } })`,
    `post('/x', { data: { nonce: 2, items: [{ id: 2, n: 1 }] } })`,
  ],
  [
    `{ ignoreBody: ['$.items[*].id'] }`,
    `post('/x', { data: { items: [{ id: 1, n: 1 }] } })`,
    `post('/x', { data: { items: [{ id: 2, n: 2 }] } })`,
    'body $.items[0].n   recorded 1, sent 2',
  ],
  [
    `{ ignoreBody: ['csrf'] }`,
    `post('/x', { form: { csrf: 'a', n: 1 } })`,
    `post('/x', { form: { n: 1, csrf: 'b' } })`,
  ],
  [
    `{ ignoreCookies: ['_ga'] }`,
    `get('/x', { headers: { cookie: 'sid=1; _ga=1' } })`,
    `get('/x', { headers: { cookie: '_ga=2; sid=1' } })`,
  ],
  [
    `{ ignoreCookies: ['_ga'] }`,
    `get('/x', { headers: { cookie: 'sid=1' } })`,
    `get('/x')`,
    'cookie sid   recorded any value, sent none',
  ],
  [
    `{ ignoreBody: ['$'], same: (a, b) => a.body.length === b.body.length }`,
    `post('/x', { data: { n: 1 } })`,
    `post('/x', { data: { n: 2 } })`,
  ],
  [
    `{ ignoreBody: ['$'], same: (a, b) => a.body.length === b.body.length }`,
    `post('/x', { data: { n: 1 } })`,
    `post('/x', { data: { n: 22 } })`,
    'every field is equal, and matchOn.same refused it',
  ],
]

test('each key of matchOn -> what it lets through and what it stops', async () => {
  const { recorded, replayed } = await recordThenReplay({
    answer: (_seen, response) => void response.end('fine'),
    spec: CASES.map(
      ([matchOn, call, other], index) => `
        test.describe(() => {
          test.use({ matchOn: ${matchOn}, baseURL: API })
          test('case ${index}', async ({ session }) => {
            const response = await (REPLAYING ? session.${other} : session.${call})
            expect(await response.text()).toBe('fine')
          })
        })`,
    ).join(''),
  })
  expect(recorded).toMatchObject({ passed: CASES.length })
  for (const [index, [matchOn, call, other, difference]] of CASES.entries()) {
    const name = `${matchOn}: ${call} -> ${other}`
    const run = replayed.tests[index]!
    if (difference === undefined) {
      expect.soft(run.errors, name).toEqual([])
    } else {
      expect.soft(run.errors.join('\n'), name).toContain(difference)
      expect.soft(run.errors.join('\n'), name).toContain('closest   #1 ')
    }
  }
})

test('a matchOn that is wrong -> an error that names the key, and no request', async () => {
  const wrong = [
    [`{ ignorQuery: ['ts'] }`, 'matchOn: unknown key "ignorQuery". Did you mean "ignoreQuery"?'],
    [`{ headers: 'accept' }`, 'matchOn.headers: expected a list of header names'],
    [`{ same: async () => true }`, 'matchOn.same: expected it to return true or false, got object'],
    [`{ same: () => { throw new Error('mine') } }`, 'mine'],
  ] as const
  const { recorded, replayed, seen } = await recordThenReplay({
    answer: (_seen, response) => void response.end(),
    spec: wrong
      .map(
        ([matchOn], index) => `
        test.describe(() => {
          test.use({ matchOn: ${matchOn} })
          test('case ${index}', async ({ session }) => {
            // Swallowed by the code under test: the test fails nevertheless.
            await session.get(API + '/x').catch(() => {})
          })
        })`,
      )
      .join(''),
  })
  for (const [index, [, message]] of wrong.entries()) {
    expect.soft(replayed.tests[index]!.errors.join('\n')).toContain(message)
  }
  expect(recorded).toMatchObject({ passed: 2, failed: 2 })
  expect(seen).toHaveLength(2)
})

test("repeats: 'last' -> polling may go on for longer than it did when it was recorded", async () => {
  let asked = 0
  const poll = (times: string): string => `
    const states = []
    for (let n = 0; n < (REPLAYING ? ${times} : 3); n++) states.push(await (await session.get(API + '/job')).text())
    expect(states.at(-1)).toBe('done')
    expect(states.slice(0, 2)).toEqual(['working', 'working'])`
  const { recorded, replayed } = await recordThenReplay({
    answer: (_seen, response) => void response.end(++asked % 3 === 0 ? 'done' : 'working'),
    spec: `
      test('once', async ({ session }) => {${poll('4')}})
      test.describe(() => {
        test.use({ matchOn: { repeats: 'last' } })
        test('last', async ({ session }) => {${poll('6')}})
      })`,
  })
  expect(recorded).toMatchObject({ passed: 2 })
  const [once, last] = replayed.tests
  expect(once!.errors.join('\n')).toMatch(
    /All recordings of GET \S+\/job were already used \(3 of 3\)/,
  )
  expect(last!.errors).toEqual([])
})

test('equal requests at one time -> recordings in recorded order, none twice, none hangs', async () => {
  let asked = 0
  const { recorded, replayed } = await recordThenReplay({
    // The later it was asked, the sooner it answers.
    answer: (_seen, response) => {
      const number = asked++
      setTimeout(() => response.end(String(number)), 200 - number * 5)
    },
    spec: `
      test('thirty at one time', async ({ session, cassette }) => {
        const texts = await Promise.all(
          Array.from({ length: 30 }, async () => (await session.get(API + '/n')).text()),
        )
        expect(texts.map(Number).toSorted((a, b) => a - b)).toEqual(Array.from({ length: 30 }, (_, n) => n))
        const order = cassette.interactions.map(({ response }) => Buffer.from(response!.body).toString())
        if (REPLAYING) expect(texts).toEqual(order)
      })`,
    args: ['--repeat-each=3'],
  })
  expect(recorded).toMatchObject({ passed: 1 })
  expect(replayed).toMatchObject({ passed: 3, failed: 0 })
})
