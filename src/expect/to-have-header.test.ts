import { expect, test } from '@playwright/test'
import { failureText, lines } from '../../tests/support/failure-text.ts'
import { expect as extended } from './index.ts'
import type { TextPattern } from './pattern.ts'

const response = new Response(null, {
  headers: [
    ['content-type', 'application/json; charset=utf-8'],
    ['vary', 'Accept'],
    ['vary', 'Cookie'],
    ['set-cookie', 'a=1'],
    ['set-cookie', 'b=2'],
  ],
})

const outcomes: readonly [name: string, value: [value?: TextPattern], pass: boolean][] = [
  ['content-type', [], true],
  ['Content-Type', ['application/json; charset=utf-8'], true],
  ['Content-Type', ['application/json'], false],
  ['content-type', [/json/g], true],
  ['content-type', [expect.stringContaining('json')], true],
  ['vary', ['Accept, Cookie'], true],
  ['set-cookie', ['b=2'], true],
  ['set-cookie', ['a=1, b=2'], false],
  ['etag', [], false],
]

for (const [name, value, pass] of outcomes) {
  test(`${name} ${value.map(String).join()} -> ${pass}`, async () => {
    const positive = await failureText(() => extended(response).toHaveHeader(name, ...value))
    const negative = await failureText(() => extended(response).not.toHaveHeader(name, ...value))
    expect([positive === 'passed', negative === 'passed']).toEqual([pass, !pass])
  })
}

test('a value that is undefined, as an unset variable is -> not found', () => {
  const unset = process.env['REPLAYWRIGHT_UNSET'] as string
  extended(response).not.toHaveHeader('content-type', unset)
})

test('another value -> both', async () => {
  expect(await failureText(() => extended(response).toHaveHeader('Content-Type', /html/))).toBe(
    lines(`
      expect(received).toHaveHeader("Content-Type", value)

      a response has a Content-Type header

                        expected  received
        ✘ Content-Type  /html/    "application/json; charset=utf-8"
    `),
  )
})

test('several values, none of them right -> all', async () => {
  expect(await failureText(() => extended(response).toHaveHeader('Set-Cookie', 'c=3'))).toBe(
    lines(`
      expect(received).toHaveHeader("Set-Cookie", value)

      a response has a Set-Cookie header

                      expected  received
        ✘ Set-Cookie  "c=3"     ["a=1", "b=2"]
    `),
  )
})

test('no such header -> the names of those that there are, and no value', async () => {
  expect(await failureText(() => extended(response).toHaveHeader('contenttype'))).toBe(
    lines(`
      expect(received).toHaveHeader("contenttype")

      a response has no contenttype header; it has \`content-type\`, \`set-cookie\`, \`vary\`
    `),
  )
})

test('not, and it is there -> said so', async () => {
  expect(await failureText(() => extended(response).not.toHaveHeader('vary'))).toBe(
    lines(`
      expect(received).not.toHaveHeader("vary")

      a response has a vary header
    `),
  )
})

test('what has no headers -> an error that says what has', async () => {
  const message =
    'toHaveHeader takes a response of a session, of `request` or of `fetch`, and was given a Map'
  const map = new Map() as unknown as Response
  expect(await failureText(() => extended(map).toHaveHeader('a'))).toBe(message)
  expect(await failureText(() => extended(map).not.toHaveHeader('a'))).toBe(message)
})
