import { expect, test } from '@playwright/test'
import { Jar } from './jar.ts'
import { formatStorageState, parseStorageState } from './storage-state.ts'

/** As Playwright writes one. */
const cookie = {
  name: 'sid',
  value: '1',
  domain: '.example.com',
  path: '/',
  expires: 2e9,
  httpOnly: true,
  secure: true,
  sameSite: 'Lax' as const,
}
const file = (...cookies: object[]): string => JSON.stringify({ cookies, origins: [] })

test('a storage state -> cookies -> the same storage state', () => {
  const state = {
    cookies: [
      cookie,
      { ...cookie, name: 'b', domain: 'example.com', expires: -1, sameSite: 'None' },
      { ...cookie, name: '春', value: 'ünï' },
      { ...cookie, name: 'p', partitionKey: 'https://top.example' },
    ],
    origins: [],
  }
  expect(JSON.parse(formatStorageState(parseStorageState(JSON.stringify(state))))).toEqual(state)
})

test('a value in UTF-8 on the wire -> text in the file, and the same bytes again', () => {
  const jar = new Jar()
  jar.receive('https://example.com/', ['a=\xe6\x98\xa5'])
  const text = formatStorageState(jar)
  expect(JSON.parse(text)).toMatchObject({ cookies: [{ value: '春' }] })
  expect(parseStorageState(text)).toMatchObject([{ value: '\xe6\x98\xa5' }])
})

const bad: [what: string, text: string, problem: string][] = [
  ['no JSON', '{\n"cookies": [\n{]', 'in.json:3: not valid JSON'],
  ['an empty file', '', 'in.json:1: not valid JSON'],
  ['no cookies', '{}', 'in.json: $.cookies: expected an array'],
  ['a string for a cookie', '{"cookies":["a"]}', 'in.json: $.cookies[0]: expected an object'],
  ['no name', file({ value: '1' }), 'in.json: $.cookies[0].name: missing'],
  [
    'a number',
    file(cookie, { ...cookie, value: 1 }),
    'in.json: $.cookies[1].value: expected a string',
  ],
  [
    'an unknown SameSite',
    file({ ...cookie, sameSite: 'lax' }),
    'in.json: $.cookies[0].sameSite: expected Strict, Lax or None',
  ],
  [
    'an expiry of -2',
    file({ ...cookie, expires: -2 }),
    'in.json: $.cookies[0]: Cookie should have a valid expires',
  ],
  [
    'no domain',
    file({ ...cookie, domain: '' }),
    'in.json: $.cookies[0]: Cookie should have a url or a domain/path pair',
  ],
  [
    'a line break',
    file({ ...cookie, value: 'a\nb' }),
    'in.json: $.cookies[0]: its value has a control character',
  ],
]
for (const [what, text, problem] of bad) {
  test(`${what} -> ${problem}`, () => {
    expect(() => parseStorageState(text, 'in.json')).toThrow(problem)
    expect(() => parseStorageState(text, 'in.json')).toThrow(
      expect.objectContaining({ name: 'CookieFileError', file: 'in.json' }),
    )
  })
}

test('cookies for which no header could carry -> refused, and the jar is as before', () => {
  const jar = new Jar()
  const cookies = [cookie, { ...cookie, name: 'b', value: 'a\nb' }]
  expect(() => jar.addStorageState(cookies)).toThrow('its value has a control character')
  expect(jar.list()).toEqual([])
})
