import { Cookie, CookieJar } from 'tough-cookie'
import {
  toStateCookie,
  toToughCookie,
  type StorageStateCookie,
  type StorageStateCookieInit,
} from './storage-state.ts'

/** A cookie that a browser would not have taken either. */
export interface RejectedCookie {
  /** The Set-Cookie field value. */
  readonly setCookie: string
  /** The URL whose response brought it. */
  readonly url: string
  readonly reason: string
}

/**
 * The session's cookies: the friendly face of a tough-cookie jar.
 *
 * Source of its rules: RFC 6265bis.
 */
export class Jar implements Iterable<StorageStateCookie> {
  /** The tough-cookie jar itself. */
  readonly tough: CookieJar = new CookieJar(undefined, {
    // RFC 6265bis, section 5.7: a set-cookie-string without "=" has an empty name, and is kept.
    looseMode: true,
    prefixSecurity: 'strict',
  })
  readonly #rejected: RejectedCookie[] = []

  /** The cookies that were refused, in the order in which they came, each with the reason. */
  get rejected(): readonly RejectedCookie[] {
    return this.#rejected
  }

  /** Takes what the Set-Cookie fields of a response from `url` say. What is refused goes to `rejected`. */
  receive(url: string, setCookie: readonly string[]): void {
    for (const value of setCookie) {
      const reason = this.#store(url, value)
      if (reason !== undefined) this.#rejected.push({ setCookie: value, url, reason })
    }
  }

  #store(url: string, setCookie: string): string | undefined {
    const cookie = Cookie.parse(setCookie, { loose: true })
    // RFC 6265bis, section 5.7: "If the name string is empty and the value string is empty … abort these steps".
    if (!cookie || (cookie.key === '' && cookie.value === ''))
      return 'it has neither name nor value'
    try {
      const stored = this.tough.setCookieSync(cookie, url)
      return stored
        ? undefined
        : 'a name prefix (__Host- or __Secure-) asks for attributes it does not have'
    } catch (error) {
      return (error as Error).message
    }
  }

  /** The Cookie field value for a request to `url`, or `undefined` where no cookie applies. */
  cookieHeader(url: string): string | undefined {
    return this.tough.getCookieStringSync(url) || undefined
  }

  /** The cookies, or those that a request to `url` would carry, in the order in which they are sent. */
  list(url?: string): StorageStateCookie[] {
    return this.#cookies(url).map(toStateCookie)
  }

  [Symbol.iterator](): Iterator<StorageStateCookie> {
    return this.list()[Symbol.iterator]()
  }

  /**
   * The cookie of this name.
   *
   * @param url only cookies that a request to it would carry.
   * @throws when there are several; the error lists their domains and paths.
   */
  get(name: string, url?: string): StorageStateCookie | undefined {
    const found = this.list(url).filter((cookie) => cookie.name === name)
    if (found.length < 2) return found[0]
    const places = found.map(({ domain, path }) => `${domain}${path}`).join(', ')
    throw new Error(
      `the jar has ${found.length} cookies named ${JSON.stringify(name)}: ${places}; say which by a URL`,
    )
  }

  /**
   * Sets a cookie by hand.
   *
   * @param cookie a Set-Cookie field value (`theme=dark; Path=/`), for which `url` is needed, or Playwright's
   *   cookie with `url`, or with `domain` and `path`.
   * @throws when a browser would refuse it; the error says why.
   */
  set(cookie: string | StorageStateCookieInit, url?: string): void {
    if (typeof cookie === 'string') {
      if (url === undefined) throw new TypeError(`setting ${JSON.stringify(cookie)} needs a URL`)
      const reason = this.#store(url, cookie)
      if (reason !== undefined)
        throw new Error(`the cookie ${JSON.stringify(cookie)} was refused: ${reason}`)
      return
    }
    const { cookie: tough, url: home } = toToughCookie(
      url === undefined ? cookie : { url, ...cookie },
    )
    this.tough.setCookieSync(tough, home)
  }

  /** Deletes the cookies of this name, in every domain and path, and says how many there were. */
  delete(name: string): number {
    return this.deleteWhere((cookie) => cookie.name === name)
  }

  /** Deletes the cookies that `test` picks, and says how many there were. */
  deleteWhere(test: (cookie: StorageStateCookie) => boolean): number {
    const doomed = this.#cookies().filter((cookie) => test(toStateCookie(cookie)))
    for (const { domain, path, key } of doomed) {
      this.tough.store.removeCookie(domain, path, key, () => {})
    }
    return doomed.length
  }

  /** Deletes every cookie, and forgets what was refused. */
  clear(): void {
    this.tough.removeAllCookiesSync()
    this.#rejected.length = 0
  }

  #cookies(url?: string): Cookie[] {
    if (url !== undefined) return this.tough.getCookiesSync(url)
    const all = this.tough.serializeSync()?.cookies ?? []
    return all
      .map((cookie) => Cookie.fromJSON(cookie))
      .filter((cookie) => cookie !== undefined)
      .filter((cookie) => cookie.TTL() > 0)
  }
}
