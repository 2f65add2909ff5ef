import { cookieCompare, CookieJar, type Cookie } from 'tough-cookie'
import { CookieRefusedError } from '../errors/cookie-refused-error.ts'
import { now } from '../interaction/clock.ts'
import { accept, checkSecureCookies } from './acceptance.ts'
import { fromStored, toStored, type SessionCookie } from './cookie.ts'
import type { CookieFormat } from './cookie-file.ts'
import { cookieUrl, domainMatches, pathMatches, type CookieUrl } from './host.ts'
import { madeByHand, type CookieInit } from './made-by-hand.ts'
import { checkNameAndValue, parseSetCookie } from './set-cookie.ts'
import {
  fromPlaywright,
  toPlaywright,
  type PlaywrightCookie,
  type PlaywrightCookieParam,
} from './storage-state.ts'
import { CookieStore, isExpired } from './store.ts'

/** A cookie that a response asked to set and the jar did not take. */
export interface RejectedCookie {
  /** The Set-Cookie field's value as it came. */
  readonly setCookie: string
  /** Empty for a nameless cookie. */
  readonly name: string
  /** The URL whose response it was. */
  readonly url: string
  /** The rule of RFC 6265bis, in words. */
  readonly reason: string
}

/**
 * The cookies of a session, kept and sent as a browser does (RFC 6265bis), on tough-cookie.
 *
 * Names and values are byte strings, as Node and `Headers` give them: a byte goes back as it came.
 *
 * @example
 * const jar = new Jar()
 * jar.receive('https://example.com/login', ['sid=1; HttpOnly; Secure', 'sid=; Domain=com'])
 * jar.cookieHeader('https://example.com/orders') // 'sid=1'
 * jar.rejected[0]?.reason // 'its Domain com is a public suffix'
 */
export class Jar implements Iterable<SessionCookie> {
  readonly #store = new CookieStore()
  readonly #rejected: RejectedCookie[] = []

  /**
   * The tough-cookie jar over the same cookies, for a library that wants one. What is set through it passes
   * tough-cookie's rules and not the mended ones of this class.
   */
  readonly tough: CookieJar = new CookieJar(this.#store, {
    looseMode: true,
    prefixSecurity: 'strict',
  })

  /** Cookies that responses asked to set and the jar refused, oldest first; emptied by `clear()`. */
  get rejected(): readonly RejectedCookie[] {
    return this.#rejected
  }

  /**
   * Stores what a response's Set-Cookie fields say. Never throws: a refused cookie goes to `rejected`.
   *
   * @param url the absolute URL that was requested
   * @param setCookie the values of the Set-Cookie fields, one for each, as byte strings
   */
  receive(url: string, setCookie: readonly string[]): void {
    for (const field of setCookie) {
      try {
        this.#accept(field, cookieUrl(url))
      } catch (error) {
        const refused = error instanceof CookieRefusedError ? error : undefined
        const reason = refused?.reason ?? (error instanceof Error ? error.message : String(error))
        this.#rejected.push({ setCookie: field, name: refused?.cookieName ?? '', url, reason })
      }
    }
  }

  /**
   * The value of the Cookie field for a request to `url`, or `undefined` when no cookie applies.
   *
   * @throws TypeError when `url` is not an absolute URL
   */
  cookieHeader(url: string): string | undefined {
    const cookies = this.#matching(cookieUrl(url))
    // RFC 6265bis, section 5.8.3: "If the cookie's name is not empty, output the cookie's name followed by
    // the %x3D ("=") character."
    return cookies.length === 0
      ? undefined
      : cookies.map(({ key, value }) => (key === '' ? value : `${key}=${value}`)).join('; ')
  }

  /**
   * The cookie named `name` (case matters), or `undefined`.
   *
   * @param url asks for the one that is sent there; of several, the one that is sent first
   * @throws Error when the jar has several and no `url` says which; it lists them
   */
  get(name: string, url?: string): SessionCookie | undefined {
    const [first, ...others] = this.list(url).filter((cookie) => cookie.name === name)
    if (first === undefined || others.length === 0 || url !== undefined) return first
    const candidates = [first, ...others].map(
      ({ domain, hostOnly, path }) => `\n  domain ${hostOnly ? '' : '.'}${domain}, path ${path}`,
    )
    throw new Error(
      `The jar has ${candidates.length} cookies named ${JSON.stringify(name)}:${candidates.join('')}\n` +
        'Say which: get(name, url) gives the one that is sent to that URL.',
    )
  }

  /**
   * The cookies that are sent to `url`, or all, in the order in which they are sent: longer paths first,
   * then older ones. Expired ones are never listed. Each is a copy.
   */
  list(url?: string): SessionCookie[] {
    const cookies =
      url === undefined ? this.#alive().toSorted(cookieCompare) : this.#matching(cookieUrl(url))
    return cookies.map(fromStored)
  }

  /**
   * Sets a cookie by hand, by the rules for one that a server sets.
   *
   * @param cookie a Set-Cookie field's value, or an object: `name`, `value` and what differs from the default
   * @param url the URL that sets it; may be left out where an object has a `domain`. An object's `domain`
   * means that host alone, unless it starts with a dot or `hostOnly` is false.
   * @returns the cookie as stored; with an expiry in the past it deletes
   * @throws CookieRefusedError with the reason
   *
   * @example
   * jar.set('theme=dark; Path=/', 'https://example.com/')
   * jar.set({ name: 'theme', value: 'dark', domain: '.example.com' })
   */
  set(cookie: string | CookieInit, url?: string): SessionCookie {
    if (typeof cookie !== 'string') {
      const { cookie: made, origin } = madeByHand(cookie, url, now())
      return this.#put(made, origin)
    }
    if (url === undefined) throw new TypeError('A Set-Cookie text needs the URL that sets it')
    return this.#accept(cookie, cookieUrl(url))
  }

  /**
   * Removes the cookies named `name`.
   *
   * @param where narrows it to those that are sent to `url`, or of that `domain` (a leading dot means
   * nothing) or `path`
   * @returns how many were removed
   */
  delete(name: string, where: { url?: string; domain?: string; path?: string } = {}): number {
    const domain = where.domain?.replace(/^\./, '').toLowerCase()
    const candidates =
      where.url === undefined ? this.#alive() : this.#matching(cookieUrl(where.url))
    const doomed = candidates.filter(
      (stored) =>
        stored.key === name &&
        (domain === undefined || fromStored(stored).domain === domain) &&
        (where.path === undefined || stored.path === where.path),
    )
    for (const cookie of doomed) this.#store.remove(cookie)
    return doomed.length
  }

  /** Removes the cookies that `test` picks, given in Playwright's form, and says how many there were. */
  deleteWhere(test: (cookie: PlaywrightCookie) => boolean): number {
    const doomed = this.#alive().filter((stored) => test(toPlaywright(fromStored(stored))))
    for (const cookie of doomed) this.#store.remove(cookie)
    return doomed.length
  }

  /** Removes every cookie and forgets what was rejected. */
  clear(): void {
    this.#store.clear()
    this.#rejected.length = 0
  }

  [Symbol.iterator](): Iterator<SessionCookie> {
    return this.list()[Symbol.iterator]()
  }

  /** The cookies in Playwright's form, all or those that are sent to one of `urls`. */
  toStorageState(urls?: readonly string[]): PlaywrightCookie[] {
    if (urls === undefined) return this.list().map(toPlaywright)
    const sent = new Set(urls.flatMap((url) => this.#matching(cookieUrl(url))))
    return [...sent].map(fromStored).map(toPlaywright)
  }

  /**
   * Takes cookies in Playwright's form, by Playwright's rules for `addCookies`: what a browser once accepted
   * is not judged again, only what no header could carry is refused.
   *
   * @throws Error in Playwright's words
   */
  addStorageState(cookies: readonly PlaywrightCookieParam[]): void {
    const createdAt = new Date(now())
    const made = cookies.map((cookie) => fromPlaywright(cookie, createdAt))
    for (const { name, value } of made) checkNameAndValue(name, value)
    for (const cookie of made) this.#store.put(toStored(cookie))
  }

  /**
   * Writes the cookies to a file that only its owner can read (mode 0600), atomically.
   *
   * @param path the file; where no `format` is given, `.json` means a storage state, `.txt` Netscape's
   * cookies.txt and `.lwp` LWP-Cookies-2.0
   * @param options `includeSession` (default true): cookies without an expiry; `includeExpired` (default
   * false): cookies that expired since they came
   * @throws CookieFileError where the format cannot hold a cookie, and for an extension that names none
   */
  async save(
    path: string,
    options: { format?: CookieFormat; includeSession?: boolean; includeExpired?: boolean } = {},
  ): Promise<void> {
    const { includeSession = true, includeExpired = false } = options
    const cookies = (includeExpired ? this.#store.all() : this.#alive())
      .filter((cookie) => includeSession || cookie.expires instanceof Date)
      .map(fromStored)
    const { writeCookieFile } = await import('./cookie-file.ts')
    await writeCookieFile(path, cookies, options.format)
  }

  /**
   * Adds the cookies of a file to those of the jar; one with the same name, domain and path is replaced.
   *
   * @param path the file; where no `format` is given, its content tells
   * @throws CookieFileError with the file and line of what does not fit; the jar is then as before
   */
  async load(path: string, options: { format?: CookieFormat } = {}): Promise<void> {
    const { readCookieFile } = await import('./cookie-file.ts')
    for (const cookie of await readCookieFile(path, options.format)) {
      this.#store.put(toStored(cookie))
    }
  }

  #accept(field: string, url: CookieUrl): SessionCookie {
    return this.#put(accept(parseSetCookie(field), url, now()), url)
  }

  /** The end of RFC 6265bis, section 5.7: where the cookies that are there already matter. */
  #put(cookie: SessionCookie, url: CookieUrl): SessionCookie {
    checkSecureCookies(cookie, url, this.#alive().map(fromStored))
    const stored = toStored(cookie)
    const old = this.#store.same(stored)
    if (isExpired(stored)) {
      if (old) this.#store.remove(old)
      return cookie
    }
    if (old && !isExpired(old)) {
      // "Update the creation-time of the newly created cookie to match the creation-time of the old-cookie."
      stored.creation = old.creation
      if (old.creationIndex !== undefined) stored.creationIndex = old.creationIndex
    }
    this.#store.put(stored)
    return fromStored(stored)
  }

  #alive(): Cookie[] {
    const time = now()
    return this.#store.all().filter((cookie) => !isExpired(cookie, time))
  }

  /** RFC 6265bis, section 5.8.3 ("Retrieval Algorithm"), in the order of its sorting. */
  #matching(url: CookieUrl): Cookie[] {
    const time = now()
    return [...this.#store.above(url.host)]
      .filter((stored) => !isExpired(stored, time) && applies(stored, url))
      .toSorted(cookieCompare)
  }
}

/** The conditions of section 5.8.3. */
function applies(stored: Cookie, url: CookieUrl): boolean {
  const domain = stored.domain ?? ''
  // "The cookie's host-only-flag is true and the canonicalized host of the retrieval's URI is identical to
  // the cookie's domain; or … false and the … host … domain-matches the cookie's domain."
  if (stored.hostOnly !== false ? url.host !== domain : !domainMatches(url.host, domain))
    return false
  if (!pathMatches(url.path, stored.path ?? '/')) return false
  // "If the cookie's secure-only-flag is true, then the retrieval's URI must denote a 'secure' connection."
  if (stored.secure && !url.trustworthy) return false
  // A session's requests are top-level ones: of a partitioned cookie's keys only the URL's own site is theirs.
  const { partitionKey, crossSiteAncestor } = fromStored(stored)
  return partitionKey === undefined || (partitionKey === url.site && crossSiteAncestor !== true)
}
