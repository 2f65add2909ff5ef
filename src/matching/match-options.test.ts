import { expect, test } from '@playwright/test'
import { checkMatchOptions } from './match-options.ts'

const WRONG: readonly [title: string, value: unknown, message: string][] = [
  [
    'ignorQuery',
    { ignorQuery: [] },
    'matchOn: unknown key "ignorQuery". Did you mean "ignoreQuery"?',
  ],
  ['colour', { colour: 1 }, 'matchOn: unknown key "colour". Allowed: headers, ignoreQuery,'],
  ['headers: "accept"', { headers: 'accept' }, 'matchOn.headers: expected a list of header names'],
  ['ignoreBody: [/a/]', { ignoreBody: [/a/] }, 'matchOn.ignoreBody: expected a list of JSON paths'],
  ['repeats: true', { repeats: true }, "matchOn.repeats: expected 'once' or 'last'"],
  ['same: "x"', { same: 'x' }, 'matchOn.same: expected a function'],
  ['a list', [], 'matchOn: expected an object'],
  ['null', null, 'matchOn: expected an object'],
]
for (const [title, value, message] of WRONG) {
  test(`${title} -> ${message}`, () => {
    expect(() => checkMatchOptions(value)).toThrow(message)
  })
}

test('every key of the right type -> accepted', () => {
  const all = { headers: ['a'], ignoreQuery: ['a', /b/], ignoreBody: ['$.a'], ignoreCookies: [/a/] }
  expect(() => checkMatchOptions({ ...all, repeats: 'last', same: () => true })).not.toThrow()
  expect(() => checkMatchOptions({})).not.toThrow()
})
