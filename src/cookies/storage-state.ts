import { CookieFileError } from '../errors/cookie-file-error.ts'
import { utf8Bytes, utf8Text } from './bytes.ts'
import type { SessionCookie } from './cookie.ts'
import { cookieUrl } from './host.ts'
import { readJson, type JsonObject } from './json-file.ts'
import { problemOf } from './set-cookie.ts'

/** A cookie in Playwright's storage state (`BrowserContext.storageState`, `APIRequestContext.storageState`). */
export interface PlaywrightCookie {
  name: string
  value: string
  /** With a leading dot unless the cookie is host-only. */
  domain: string
  path: string
  /** Seconds since the epoch; -1 for a session cookie. */
  expires: number
  httpOnly: boolean
  secure: boolean
  sameSite: 'Strict' | 'Lax' | 'None'
  partitionKey?: string
  /** Chromium's, of a partitioned cookie. Playwright's `addCookies` takes one without it for `true`. */
  _crHasCrossSiteAncestor?: boolean
}

/** What Playwright's `addCookies` takes: `url`, or `domain` with `path`. */
export interface PlaywrightCookieParam {
  name: string
  value: string
  url?: string
  domain?: string
  path?: string
  expires?: number
  httpOnly?: boolean
  secure?: boolean
  sameSite?: 'Strict' | 'Lax' | 'None'
  partitionKey?: string
  _crHasCrossSiteAncestor?: boolean
}

/** A cookie as Playwright writes it. */
export function toPlaywright(cookie: SessionCookie): PlaywrightCookie {
  return {
    name: utf8Text(cookie.name) ?? cookie.name,
    // The browser sends text as UTF-8. Bytes that are no UTF-8 have no place in JSON; each becomes a character.
    value: utf8Text(cookie.value) ?? cookie.value,
    domain: cookie.hostOnly ? cookie.domain : `.${cookie.domain}`,
    path: cookie.path,
    expires: cookie.expires === undefined ? -1 : cookie.expires.getTime() / 1000,
    httpOnly: cookie.httpOnly,
    secure: cookie.secure,
    // What Playwright itself reports for a cookie whose server did not say.
    sameSite: cookie.sameSite ?? 'Lax',
    ...(cookie.partitionKey === undefined ? {} : { partitionKey: cookie.partitionKey }),
    ...(cookie.crossSiteAncestor === undefined
      ? {}
      : { _crHasCrossSiteAncestor: cookie.crossSiteAncestor }),
  }
}

/**
 * A cookie as Playwright's `addCookies` takes it.
 *
 * @param createdAt when it counts as created
 * @throws Error in Playwright's words for what Playwright refuses
 */
export function fromPlaywright(cookie: PlaywrightCookieParam, createdAt: Date): SessionCookie {
  const place = placeOf(cookie)
  const { expires = -1 } = cookie
  if (expires !== -1 && !(expires > 0)) {
    throw new Error(
      'Cookie should have a valid expires, only -1 or a positive number for the unix timestamp in seconds is allowed',
    )
  }
  return {
    name: utf8Bytes(cookie.name),
    value: utf8Bytes(cookie.value),
    domain: place.domain.replace(/^\./, '').toLowerCase(),
    hostOnly: !place.domain.startsWith('.'),
    path: place.path,
    expires: expires === -1 ? undefined : new Date(Math.round(expires * 1000)),
    httpOnly: cookie.httpOnly ?? false,
    secure: cookie.secure ?? place.secure,
    sameSite: cookie.sameSite,
    partitioned: cookie.partitionKey !== undefined,
    ...(cookie.partitionKey === undefined ? {} : { partitionKey: cookie.partitionKey }),
    ...(cookie._crHasCrossSiteAncestor === undefined
      ? {}
      : { crossSiteAncestor: cookie._crHasCrossSiteAncestor }),
    createdAt,
  }
}

function placeOf(cookie: PlaywrightCookieParam): { domain: string; path: string; secure: boolean } {
  if (cookie.url !== undefined) {
    if (cookie.domain !== undefined) throw new Error('Cookie should have either url or domain')
    if (cookie.path !== undefined) throw new Error('Cookie should have either url or path')
    const { path } = cookieUrl(cookie.url)
    return {
      domain: new URL(cookie.url).hostname,
      // Playwright's own rule for `url`, a slash longer than the RFC's default path.
      path: path.slice(0, path.lastIndexOf('/') + 1),
      secure: cookie.url.startsWith('https:'),
    }
  }
  if (!cookie.domain || !cookie.path) {
    throw new Error('Cookie should have a url or a domain/path pair')
  }
  return { domain: cookie.domain, path: cookie.path, secure: false }
}

/**
 * The text of a storage state file: `{ "cookies": […], "origins": [] }`.
 *
 * @example
 * formatStorageState(jar.list())
 */
export function formatStorageState(cookies: Iterable<SessionCookie>): string {
  return `${JSON.stringify({ cookies: Array.from(cookies, toPlaywright), origins: [] }, null, 2)}\n`
}

/**
 * The cookies of a storage state file; its `origins` (local storage) are passed over.
 *
 * @param file what errors call it
 * @throws CookieFileError naming the place, for example `$.cookies[2].expires`
 */
export function parseStorageState(text: string, file: string = 'storage state'): SessionCookie[] {
  const createdAt = new Date()
  return readJson(text, file).map((entry) => {
    try {
      const cookie = fromPlaywright(checked(entry), createdAt)
      const problem = problemOf(cookie.name, cookie.value)
      if (problem !== undefined) throw entry.bad('', problem)
      return cookie
    } catch (cause) {
      if (cause instanceof CookieFileError) throw cause
      throw entry.bad('', cause instanceof Error ? cause.message : String(cause))
    }
  })
}

function checked(entry: JsonObject): PlaywrightCookieParam {
  const sameSite = entry.optional('sameSite', 'string')
  if (sameSite !== undefined && !isSameSite(sameSite)) {
    throw entry.bad('.sameSite', 'expected Strict, Lax or None')
  }
  const partitionKey = entry.optional('partitionKey', 'string')
  const _crHasCrossSiteAncestor = entry.optional('_crHasCrossSiteAncestor', 'boolean')
  return {
    name: entry.required('name', 'string'),
    value: entry.required('value', 'string'),
    domain: entry.required('domain', 'string'),
    path: entry.required('path', 'string'),
    expires: entry.optional('expires', 'number') ?? -1,
    httpOnly: entry.optional('httpOnly', 'boolean') ?? false,
    secure: entry.optional('secure', 'boolean') ?? false,
    ...(sameSite === undefined ? {} : { sameSite }),
    ...(partitionKey === undefined ? {} : { partitionKey }),
    ...(_crHasCrossSiteAncestor === undefined ? {} : { _crHasCrossSiteAncestor }),
  }
}

function isSameSite(word: string): word is 'Strict' | 'Lax' | 'None' {
  return word === 'Strict' || word === 'Lax' || word === 'None'
}
