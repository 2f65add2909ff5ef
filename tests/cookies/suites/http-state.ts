import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { CookieCase } from './cookie-case.ts'

const folder = resolve(import.meta.dirname, '../../../fixtures/foreign/http-state')
const read = (file: string): unknown => JSON.parse(readFileSync(resolve(folder, file), 'utf8'))

interface Case {
  readonly test: string
  readonly received: readonly string[]
  readonly sent: readonly { readonly name: string; readonly value: string }[]
  readonly 'sent-to'?: string
}

/**
 * The cases about nameless cookies -> what RFC 6265bis sends in them. The suite is of RFC 6265, section 5.2,
 * of 2011: "If the name-value-pair string lacks a %x3D ("=") character, ignore the set-cookie-string
 * entirely", and "If the name string is empty, ignore the set-cookie-string entirely."
 *
 * RFC 6265bis, section 5.6, after the browsers: "If the name-value-pair string lacks a %x3D ("=") character,
 * then the name string is empty, and the value string is the value of name-value-pair"; and section 5.8.3:
 * "If the cookie's name is not empty, output the cookie's name followed by the %x3D ("=") character."
 */
const revised: ReadonlyMap<string, string> = new Map([
  // The pair lacks an equals sign.
  ['0004', 'foo'],
  ['0023', 'foo'],
  ['0024', 'foo'],
  ['0025', 'foo'],
  ['0026', 'foo'],
  ['0028', 'foo'],
  ['CHROMIUM0009', 'BLAHHH'],
  ['CHROMIUM0010', '"BLA\\"HHH"'],
  ['MOZILLA0012', 'test="fubar! = foo; five'],
  ['MOZILLA0014', 'six'],
  ['NAME0023', 'foo'],
  ['NAME0031', '"foo'],
  ['NAME0032', '"foo\\"bar'],
  // The same, twice: the later one replaces the earlier, because both are called "".
  ['0027', 'bar'],
  ['MOZILLA0015', 'seven'],
  // What stands before the first equals sign is empty.
  ['0021', 'a=b; x; c=d'],
  ['CHROMIUM0012', 'ABC'],
  ['MOZILLA0016', 'eight'],
  ['MOZILLA0017', 'eight; test=six'],
  ['NAME0017', 'a=bar'],
  ['NAME0025', '==a=bar'],
  ['NAME0028', 'a'],
  ['NAME0033', 'aaa'],
])

/** A case of the suite, with the answer of RFC 6265bis where that differs. */
export interface HttpStateCase extends CookieCase {
  readonly revised: boolean
}

/** The header cases, without the four that the suite's authors disabled themselves. */
export const headerCases: readonly HttpStateCase[] = (read('headers.json') as Case[])
  .filter(({ test }) => !test.startsWith('DISABLED_'))
  .map(({ test, received, sent, 'sent-to': sentTo }) => ({
    title: test,
    from: `http://home.example.org/cookie-parser?${test}`,
    // Of 2011, when these years were to come.
    setCookie: received.map((field) => field.replace(/Aug (2017|2019)/, 'Aug 2037')),
    to: new URL(sentTo ?? `/cookie-parser-result?${test}`, 'http://home.example.org').href,
    sent: revised.get(test) ?? sent.map(({ name, value }) => `${name}=${value}`).join('; '),
    revised: revised.has(test),
  }))

interface DateCase {
  readonly test: string
  /** In the form of `toUTCString()`; `null` for no date. */
  readonly expected: string | null
}

export const dateCases: readonly DateCase[] = [
  ...(read('dates.json') as DateCase[]),
  ...(read('dates-bsd.json') as DateCase[]),
]
