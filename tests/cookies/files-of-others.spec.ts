import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import {
  detectFormat,
  parseLwp,
  parseNetscape,
  type SessionCookie,
} from '../../src/cookies/index.ts'

/** Written by curl 7.88.1 and Python 3.11.7: `npm run fixtures:cookies` writes them again. */
const folder = resolve(import.meta.dirname, '../../fixtures/cookies')
const read = (file: string): Map<string, SessionCookie> => {
  const path = resolve(folder, file)
  const cookies = file.endsWith('.lwp')
    ? parseLwp(readFileSync(path, 'utf8'), path)
    : parseNetscape(readFileSync(path, 'latin1'), path)
  return new Map(cookies.map((cookie) => [cookie.name, cookie]))
}

/** What all three files hold, `defaultPath` aside: curl keeps the slash at its end. */
const common = (
  defaultPath: string,
): [name: string, Partial<Record<keyof SessionCookie, unknown>>][] => [
  ['sid', { value: 's3', domain: 'shop.example.com', hostOnly: true, path: '/', secure: true }],
  [
    'theme',
    { value: 'dark', domain: 'example.com', hostOnly: false, expires: new Date(Date.UTC(2038, 0)) },
  ],
  ['cart', { value: '"3 apples, 2 pears"', path: defaultPath, expires: expect.any(Date) }],
  ['quoted', { value: '"a\\"b\\c"', path: defaultPath, expires: undefined }],
  ['empty', { value: '', path: '/' }],
  ['equals', { value: 'a=b==c' }],
  ['part', { value: '1', secure: true }],
  ['strict', { value: '1' }],
  ['versioned', { value: '1', path: '/cart' }],
  ['noted', { value: '1' }],
  ['local', { value: '1', domain: 'localhost', hostOnly: true }],
  ['address', { value: '1', domain: '127.0.0.1', hostOnly: true, expires: expect.any(Date) }],
  ['six', { value: '1', domain: '[::1]', hostOnly: true }],
]

const files = [
  { file: 'curl.txt', format: 'netscape', defaultPath: '/cart/' },
  { file: 'python-mozilla.txt', format: 'netscape', defaultPath: '/cart' },
  { file: 'python-lwp.lwp', format: 'lwp', defaultPath: '/cart' },
]
for (const { file, format, defaultPath } of files) {
  test(`${file} -> told by its content, and every cookie is read`, () => {
    expect(detectFormat(readFileSync(resolve(folder, file), 'latin1'))).toBe(format)
    const cookies = read(file)
    for (const [name, expected] of common(defaultPath))
      expect(cookies.get(name)).toMatchObject(expected)
    expect(cookies.size).toBe(common(defaultPath).length)
  })
}

test('curl.txt -> HttpOnly is read from its mark', () => {
  expect(read('curl.txt').get('sid')?.httpOnly).toBe(true)
})

test('python-lwp.lwp -> the attributes that cookies.txt has no place for', () => {
  const cookies = read('python-lwp.lwp')
  expect(cookies.get('sid')?.httpOnly).toBe(true)
  expect(cookies.get('part')).toMatchObject({ partitioned: true, sameSite: 'None' })
  expect(cookies.get('strict')?.sameSite).toBe('Strict')
  expect(cookies.get('versioned')?.extensions).toEqual(['Version=1'])
  expect(cookies.get('noted')?.extensions).toEqual([
    'Comment=""a note""',
    'CommentURL="http://example.com/"',
    'Priority=High',
  ])
})
