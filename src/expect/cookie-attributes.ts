import type { Row } from './outcome.ts'
import {
  isAsymmetric,
  matchesPattern,
  type AsymmetricMatcher,
  type TextPattern,
} from './pattern.ts'
import type { SeenCookie } from './seen-cookie.ts'

/**
 * What a cookie is expected to be. What is not named is not looked at; `undefined` means that it has none.
 *
 * @example
 * { value: /^[0-9a-f]{32}$/, httpOnly: true, sameSite: 'Lax', session: true }
 */
export interface CookieAttributes {
  readonly value?: TextPattern
  /** With a leading dot: that its subdomains get it too. A dot makes no other difference. */
  readonly domain?: TextPattern | undefined
  readonly path?: TextPattern | undefined
  /** Within `tolerance` of this date. */
  readonly expires?: Date | AsymmetricMatcher | undefined
  /** Seconds, as the server sent them. What comes from a storage state or a browser has none. */
  readonly maxAge?: number | AsymmetricMatcher | undefined
  readonly httpOnly?: boolean
  readonly secure?: boolean
  readonly sameSite?: 'Strict' | 'Lax' | 'None' | AsymmetricMatcher | undefined
  readonly partitioned?: boolean
  /** Whether it ends with the session: neither an expiry nor a Max-Age. */
  readonly session?: boolean
  /** Milliseconds by which `expires` may differ, 5000 where this is not given. */
  readonly tolerance?: number
}

type AttributeName = Exclude<keyof CookieAttributes, 'tolerance'>

const DEFAULT_TOLERANCE_MS = 5000

/** Compares one attribute; those of its own kind. */
type Compare = (cookie: SeenCookie, expected: unknown, tolerance: number) => Omit<Row, 'name'>

const ATTRIBUTES: Readonly<Record<AttributeName, Compare>> = {
  value: (cookie, expected) => compare(expected, cookie.value),
  domain: compareDomain,
  path: (cookie, expected) => compare(expected, cookie.path),
  expires: compareExpiry,
  maxAge: (cookie, expected) => compare(expected, cookie.maxAge),
  httpOnly: (cookie, expected) => compare(expected, cookie.httpOnly),
  secure: (cookie, expected) => compare(expected, cookie.secure),
  sameSite: (cookie, expected) => compare(expected, cookie.sameSite),
  partitioned: (cookie, expected) => compare(expected, cookie.partitioned),
  session: (cookie, expected) => compare(expected, isSession(cookie)),
}

/**
 * A cookie beside what is expected of it: a row for each attribute, in the order in which they were given.
 *
 * @param expected an asymmetric matcher gets the whole cookie: `expect.objectContaining({ secure: true })`
 */
export function cookieRows(cookie: SeenCookie, expected: CookieAttributes): Row[] {
  if (isAsymmetric(expected)) {
    const { hostOnly: _hostOnly, ...seen } = cookie
    return [{ name: 'cookie', ...compare(expected, { ...seen, session: isSession(cookie) }) }]
  }
  const { tolerance = DEFAULT_TOLERANCE_MS, ...attributes } = expected
  return Object.entries(attributes).map(([name, value]) => ({
    name,
    ...ATTRIBUTES[name as AttributeName](cookie, value, tolerance),
  }))
}

/**
 * Checks what a cookie is to be compared with, before there is a cookie: a misspelt attribute would else be
 * found only on the day on which there is one.
 *
 * @throws TypeError that says what it takes
 */
export function checkAttributes(assertion: string, attributes: unknown): void {
  if (isAsymmetric(attributes)) return
  if (typeof attributes !== 'object' || attributes === null || attributes instanceof RegExp) {
    throw new TypeError(
      `${assertion} takes the cookie's attributes as an object, such as { value: 'abc', httpOnly: true }`,
    )
  }
  for (const [name, value] of Object.entries(attributes)) {
    if (name === 'tolerance') continue
    if (!(name in ATTRIBUTES)) {
      const near = Object.keys(ATTRIBUTES).find((key) => key.toLowerCase() === name.toLowerCase())
      const names = Object.keys(ATTRIBUTES).join(', ')
      throw new TypeError(
        near === undefined
          ? `${assertion}: a cookie has no attribute ${JSON.stringify(name)}. Allowed: ${names}, tolerance`
          : `${assertion}: a cookie has no attribute ${JSON.stringify(name)}. Did you mean ${JSON.stringify(near)}?`,
      )
    }
    if (name === 'expires' && value !== undefined && !isDate(value) && !isAsymmetric(value)) {
      throw new TypeError(`${assertion}: expires takes a valid Date or an asymmetric matcher`)
    }
  }
}

function compare(expected: unknown, received: unknown): Omit<Row, 'name'> {
  return { expected, received, pass: matchesPattern(expected, received) }
}

function compareDomain(cookie: SeenCookie, expected: unknown): Omit<Row, 'name'> {
  const { domain, hostOnly } = cookie
  if (typeof expected !== 'string') return compare(expected, domain)
  const wanted = expected.replace(/^\./, '').toLowerCase()
  const tooNarrow = expected.startsWith('.') && hostOnly
  return {
    expected,
    received: domain,
    pass: domain?.toLowerCase() === wanted && !tooNarrow,
    ...(tooNarrow && domain !== undefined && { receivedNote: '(that host alone)' }),
  }
}

function compareExpiry(
  cookie: SeenCookie,
  expected: unknown,
  tolerance: number,
): Omit<Row, 'name'> {
  const received = cookie.expires
  if (!isDate(expected)) return compare(expected, received)
  const off = received && received.getTime() - expected.getTime()
  return {
    expected,
    received,
    pass: off !== undefined && Math.abs(off) <= tolerance,
    expectedNote: `± ${tolerance / 1000} s`,
    ...(off !== undefined && {
      receivedNote: `(${Math.abs(off) / 1000} s ${off < 0 ? 'earlier' : 'later'})`,
    }),
  }
}

function isDate(value: unknown): value is Date {
  return value instanceof Date && !Number.isNaN(value.getTime())
}

function isSession({ expires, maxAge }: SeenCookie): boolean {
  return expires === undefined && maxAge === undefined
}
