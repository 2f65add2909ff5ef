import { createRequire } from 'node:module'
import type * as ToughCookie from 'tough-cookie'
import { CookieRefusedError } from '../errors/cookie-refused-error.ts'
import type { SessionCookie } from './cookie.ts'
import { sameSiteOf } from './same-site.ts'

/** A Set-Cookie field, parsed but not yet judged. */
export interface SetCookie {
  name: string
  value: string
  /** The last valid `Expires`. */
  expires?: Date
  /** The last valid `Max-Age`, in seconds. */
  maxAge?: number
  /** The last `Domain` that was not empty, one leading dot removed, as a byte string. */
  domain?: string
  /** The last `Path`, where it starts with a slash. */
  path?: string
  secure: boolean
  httpOnly: boolean
  sameSite: SessionCookie['sameSite']
  partitioned: boolean
  extensions: string[]
}

const require = createRequire(import.meta.url)

/** Loaded by the first date that there is: with it comes the public suffix list, a fifth of what the package takes to load. */
function parseDate(text: string): Date | undefined {
  const tough = require('tough-cookie') as typeof ToughCookie
  return tough.parseDate(text)
}

/** RFC 6265bis, section 5.6: "If the sum of the lengths of the name string and the value string is more than 4096 octets, abort". */
const maxNameAndValue = 4096
/** RFC 6265bis, section 5.6: "If the attribute-value is longer than 1024 octets, ignore the cookie-av string". */
const maxAttributeValue = 1024

/** RFC 6265bis, section 5.6: "a %x00-08 / %x0A-1F / %x7F character (CTL characters excluding HTAB)". */
const controlCharacter = /[\0-\x08\x0a-\x1f\x7f]/

/**
 * Parses the value of a Set-Cookie field (RFC 6265bis, section 5.6).
 *
 * tough-cookie's parser is not used: its strict mode drops a nameless cookie and its loose mode takes an
 * empty one, both trim bytes such as 0xA0 that are no white space here, and cut the field at a control
 * character instead of refusing it.
 *
 * @param field a byte string
 * @throws CookieRefusedError for a field that sets no cookie
 */
export function parseSetCookie(field: string): SetCookie {
  const [pair = '', ...attributes] = field.split(';')
  // "If the name-value-pair string lacks a %x3D ("=") character, then the name string is empty, and the
  // value string is the value of name-value-pair."
  const [name, value] = split(pair) ?? ['', trim(pair)]
  checkNameAndValue(name, value)
  if (controlCharacter.test(field)) {
    throw new CookieRefusedError(name, 'an attribute has a control character')
  }
  const cookie: SetCookie = {
    name,
    value,
    secure: false,
    httpOnly: false,
    sameSite: undefined,
    partitioned: false,
    extensions: [],
  }
  for (const attribute of attributes) addAttribute(cookie, attribute)
  return cookie
}

/** @throws CookieRefusedError for a cookie that may not be called so, or hold this */
export function checkNameAndValue(name: string, value: string): void {
  const problem = problemOf(name, value)
  if (problem === undefined) return
  throw new CookieRefusedError(name.replace(new RegExp(controlCharacter, 'g'), '\ufffd'), problem)
}

/** What RFC 6265bis, section 5.6 has against a name with this value, also of a cookie made by hand or from a file. */
export function problemOf(name: string, value: string): string | undefined {
  if (controlCharacter.test(name)) return 'its name has a control character'
  if (controlCharacter.test(value)) return 'its value has a control character'
  // What a Set-Cookie field cannot say, and a Cookie field would carry as two cookies.
  if (name.includes(';')) return 'its name has a ";"'
  if (value.includes(';')) return 'its value has a ";"'
  // "If the name string and the value string are both empty, abort these steps and ignore the cookie."
  if (name === '' && value === '') return 'it has neither a name nor a value'
  const length = name.length + value.length
  if (length <= maxNameAndValue) return undefined
  return `its name and value are ${length} bytes long, the limit is ${maxNameAndValue}`
}

function addAttribute(cookie: SetCookie, text: string): void {
  const [name, value] = split(text) ?? [trim(text), '']
  if (value.length > maxAttributeValue) return
  switch (name.toLowerCase()) {
    case 'expires': {
      // "If the attribute-value failed to parse as a cookie date, ignore the cookie-av."
      const expires = parseDate(value)
      if (expires) cookie.expires = expires
      return
    }
    case 'max-age':
      if (/^-?[0-9]+$/.test(value)) cookie.maxAge = Number(value)
      return
    case 'domain':
      // RFC 6265, section 5.2.3: "If the attribute-value is empty, the behavior is undefined. However, the
      // user agent SHOULD ignore the cookie-av entirely." RFC 6265bis lets an empty Domain win; the browser
      // suite still asks for the older rule (`Domain=other; Domain=` sets nothing).
      if (value !== '') cookie.domain = value.replace(/^\./, '')
      return
    case 'path':
      // "If the attribute-value is empty or if the first character of the attribute-value is not %x2F
      // ("/"): Let cookie-path be the default-path." The last Path wins, also when it is that one.
      if (value.startsWith('/')) cookie.path = value
      else delete cookie.path
      return
    case 'secure':
      cookie.secure = true
      return
    case 'httponly':
      cookie.httpOnly = true
      return
    case 'samesite':
      cookie.sameSite = sameSiteOf(value)
      return
    case 'partitioned':
      cookie.partitioned = true
      return
    case '':
      return
    default:
      cookie.extensions.push(trim(text))
  }
}

/** Name and value around the first equals sign, or `undefined` where there is none. */
function split(text: string): [name: string, value: string] | undefined {
  const at = text.indexOf('=')
  return at < 0 ? undefined : [trim(text.slice(0, at)), trim(text.slice(at + 1))]
}

/** RFC 6265bis: "Remove any leading or trailing WSP characters", which are space and tab (RFC 5234). */
function trim(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '')
}
