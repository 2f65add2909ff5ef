import {
  chmodSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from '@playwright/test'
import { CookieFileError } from '../errors/cookie-file-error.ts'
import type { CookieFormat } from './cookie-file.ts'
import { Jar } from './jar.ts'

const site = 'https://shop.example.com/cart/items'
const formats: CookieFormat[] = ['storage-state', 'netscape', 'lwp', 'tough-cookie']

function jarWith(...setCookie: string[]): Jar {
  const jar = new Jar()
  jar.receive(site, setCookie)
  expect(jar.rejected).toEqual([])
  return jar
}

const byExtension: [extension: string, start: string][] = [
  ['.json', '{\n  "cookies": ['],
  ['.txt', '# Netscape HTTP Cookie File\n'],
  ['.lwp', '#LWP-Cookies-2.0\n'],
  ['.TXT', '# Netscape HTTP Cookie File\n'],
]
for (const [extension, start] of byExtension) {
  test(`save to ${extension} -> the format of that extension`, async () => {
    const path = test.info().outputPath(`cookies${extension}`)
    await jarWith('a=1').save(path)
    expect(readFileSync(path, 'latin1').slice(0, start.length)).toBe(start)
  })
}

test('save to an extension that names no format -> an error that names the file and the remedy', async () => {
  const path = test.info().outputPath('cookies.yaml')
  await expect(jarWith('a=1').save(path)).rejects.toThrow(
    `${path}: its extension names no cookie file format\n  Use .json (storage state), .txt (cookies.txt) or .lwp, or give the format.`,
  )
  expect(existsSync(path)).toBe(false)
})

for (const format of formats) {
  test(`save and load as ${format} -> the same Cookie field, whatever the extension`, async () => {
    const path = test.info().outputPath('cookies.any')
    const jar = jarWith(
      'sid=1; HttpOnly; Secure; Path=/',
      'quoted="a\\"b\\\\c, d"',
      'theme=dark; Domain=example.com; Max-Age=3600; Path=/',
      'empty=; Path=/',
      'equals=a=b',
      'nameless',
    )
    await jar.save(path, { format })
    const other = new Jar()
    await other.load(path)
    expect(other.cookieHeader(site)).toBe(jar.cookieHeader(site))
    expect(other.cookieHeader('https://example.com/')).toBe('theme=dark')
  })

  test(`save as ${format} without session cookies -> only those with an expiry`, async () => {
    const path = test.info().outputPath('cookies')
    await jarWith('sid=1', 'theme=dark; Max-Age=3600').save(path, { format, includeSession: false })
    const other = new Jar()
    await other.load(path, { format })
    expect(other.list().map(({ name }) => name)).toEqual(['theme'])
  })

  test(`save as ${format} with and without expired cookies`, async () => {
    const path = test.info().outputPath('cookies')
    const jar = jarWith('sid=1; Max-Age=3600')
    // A cookie that expired since it came: a file can hold one, a response cannot set one.
    const expired = test.info().outputPath('expired.txt')
    writeFileSync(expired, 'shop.example.com\tFALSE\t/\tFALSE\t1000000000\told\t1\n')
    await jar.load(expired)
    expect(jar.list().map(({ name }) => name)).toEqual(['sid'])
    await jar.save(path, { format })
    expect(readFileSync(path, 'utf8')).not.toContain('old')
    await jar.save(path, { format, includeExpired: true })
    expect(readFileSync(path, 'utf8')).toContain('old')
  })
}

test('a saved file -> only its owner can read it, also where a readable one was before', async () => {
  const path = test.info().outputPath('new/folder/cookies.txt')
  await jarWith('a=1').save(path)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  chmodSync(path, 0o644)
  await jarWith('a=2').save(path)
  expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readFileSync(path, 'utf8')).toContain('\ta\t2\n')
  expect(readdirSync(dirname(path))).toEqual(['cookies.txt'])
})

test('a save that fails -> the old file stays, and nothing beside it', async () => {
  const path = test.info().outputPath('out/cookies.txt')
  await jarWith('a=1').save(path)
  const before = readFileSync(path)
  await expect(jarWith('a=b\tc').save(path)).rejects.toBeInstanceOf(CookieFileError)
  expect(readFileSync(path)).toEqual(before)
  // The last step of an atomic write fails where a folder lies at the path.
  const folder = test.info().outputPath('out/folder.txt')
  mkdirSync(folder)
  await expect(jarWith('a=1').save(folder)).rejects.toThrow('EISDIR')
  expect(readdirSync(dirname(path)).toSorted()).toEqual(['cookies.txt', 'folder.txt'])
})

test('load -> adds to the cookies there are, and replaces the same ones', async () => {
  const path = test.info().outputPath('cookies.json')
  await jarWith('a=1', 'b=2').save(path)
  const jar = jarWith('b=old', 'c=3')
  await jar.load(path)
  expect(
    jar
      .list()
      .map(({ name, value }) => `${name}=${value}`)
      .toSorted(),
  ).toEqual(['a=1', 'b=2', 'c=3'])
})

test('load of a file with a bad line -> nothing of it in the jar', async () => {
  const path = test.info().outputPath('cookies.txt')
  writeFileSync(path, 'x.com\tFALSE\t/\tFALSE\t0\tok\t1\nx.com FALSE / FALSE 0 bad 1\n')
  const jar = jarWith('a=1')
  await expect(jar.load(path)).rejects.toThrow(`${path}:2: 1 fields, expected 7`)
  expect(jar.list().map(({ name }) => name)).toEqual(['a'])
})

test('load of a file that is not there -> the system error, with its path', async () => {
  const path = test.info().outputPath('none.txt')
  await expect(new Jar().load(path)).rejects.toMatchObject({ code: 'ENOENT', path })
})

for (const format of formats) {
  test(`an empty jar as ${format} -> a file that loads`, async () => {
    const path = test.info().outputPath('cookies')
    await new Jar().save(path, { format })
    const jar = new Jar()
    await jar.load(path)
    expect(jar.list()).toEqual([])
  })
}
