import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import {
  CookieFileError,
  formatLwp,
  formatNetscape,
  formatStorageState,
  formatToughJson,
  Jar,
  parseLwp,
  parseNetscape,
  parseStorageState,
  parseToughJson,
  type CookieFormat,
  type SessionCookie,
} from '../../src/cookies/index.ts'
import { anyCookie } from './cookies.ts'

/** What of a cookie a format holds: docs/cookie-files.md says the same in a table. */
interface Format {
  readonly format: CookieFormat
  readonly write: (cookies: Iterable<SessionCookie>) => string
  readonly read: (text: string) => SessionCookie[]
  /** Whether the format can hold the cookie at all; else it must refuse it. */
  readonly holds: (cookie: SessionCookie) => boolean
  /** The cookie without what the format has no place for. */
  readonly kept: (cookie: SessionCookie) => Readonly<Partial<Record<keyof SessionCookie, unknown>>>
}

const without = (cookie: SessionCookie, ...names: (keyof SessionCookie)[]): object =>
  Object.fromEntries(Object.entries(cookie).filter(([name]) => !names.some((one) => one === name)))
const always = (): boolean => true
const newborn: unknown = expect.any(Date)
const wholeSeconds = (date: Date | undefined): Date | undefined =>
  date && new Date(Math.floor(date.getTime() / 1000) * 1000)
const isUtf8 = (bytes: string): boolean =>
  !Buffer.from(bytes, 'latin1').toString('utf8').includes('\ufffd')

const formats: readonly Format[] = [
  {
    format: 'storage-state',
    write: formatStorageState,
    read: parseStorageState,
    // Bytes that are no UTF-8 become text: see the test below.
    holds: always,
    kept: (cookie) => ({
      ...without(cookie, 'extensions'),
      sameSite: cookie.sameSite ?? 'Lax',
      createdAt: newborn,
    }),
  },
  {
    format: 'netscape',
    write: formatNetscape,
    read: parseNetscape,
    holds: ({ name, value }) => !`${name}${value}`.includes('\t'),
    kept: (cookie) => ({
      ...without(cookie, 'extensions', 'partitionKey', 'crossSiteAncestor'),
      expires: wholeSeconds(cookie.expires),
      sameSite: undefined,
      partitioned: false,
      createdAt: newborn,
    }),
  },
  {
    format: 'lwp',
    write: formatLwp,
    read: parseLwp,
    holds: ({ name, value }) => !/[\s;,="]/.test(name === '' ? value : name),
    kept: (cookie) => ({
      ...cookie,
      expires: wholeSeconds(cookie.expires),
      createdAt: newborn,
      ...(cookie.extensions && { extensions: expect.arrayContaining([...cookie.extensions]) }),
    }),
  },
  {
    format: 'tough-cookie',
    write: formatToughJson,
    read: parseToughJson,
    holds: always,
    kept: (cookie) => cookie,
  },
]

for (const { format, write, read, holds, kept } of formats) {
  const cookie =
    format === 'storage-state'
      ? anyCookie.filter(({ name, value }) => isUtf8(name) && isUtf8(value))
      : anyCookie

  test(`${format}: written and read -> all that the format can hold`, () => {
    const held = fc.uniqueArray(cookie.filter(holds), {
      // A file holds a cookie once.
      selector: ({ name, domain, hostOnly, path }) =>
        JSON.stringify([name, domain, hostOnly, path]),
      maxLength: 8,
    })
    fc.assert(
      fc.property(held, (cookies) => {
        expect(read(write(cookies))).toEqual(cookies.map(kept))
      }),
      { numRuns: 500 },
    )
  })

  test(`${format}: read and written again -> the same text`, () => {
    fc.assert(
      fc.property(fc.array(cookie.filter(holds), { maxLength: 8 }), (cookies) => {
        const text = write(read(write(cookies)))
        expect(write(read(text))).toBe(text)
      }),
      { numRuns: 300 },
    )
  })

  if (holds === always) continue
  test(`${format}: a cookie it cannot hold -> refused, never written wrong`, () => {
    const unheld = cookie.filter((one) => !holds(one))
    fc.assert(fc.property(unheld, (one) => expect(() => write([one])).toThrow(CookieFileError)))
  })
}

test('storage-state: bytes that are no UTF-8 -> one character for each, which are other bytes afterwards', () => {
  const jar = new Jar()
  jar.receive('https://example.com/', ['a=\xe9'])
  expect(parseStorageState(formatStorageState(jar))).toMatchObject([{ value: '\xc3\xa9' }])
})
