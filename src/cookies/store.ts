import { Store, type Callback, type Cookie, type ErrorCallback, type Nullable } from 'tough-cookie'
import { now } from '../interaction/clock.ts'
import { StoredCookie, withoutBrackets } from './cookie.ts'
import { domainsOf, pathMatches } from './host.ts'

/**
 * The cookies, by domain. In place of tough-cookie's own store, whose index of domain, path and name lets a
 * host-only cookie and a domain cookie of one name overwrite each other. RFC 6265bis, section 5.7: an old
 * cookie is one "with the same name, domain, host-only-flag, and path".
 */
export class CookieStore extends Store {
  override synchronous = true
  readonly #domains = new Map<string, Map<string, Cookie>>()

  put(cookie: Cookie): void {
    const domain = withoutBrackets(cookie.domain ?? '')
    const cookies = this.#domains.get(domain) ?? new Map<string, Cookie>()
    this.#domains.set(domain, cookies)
    cookies.set(identity(cookie), withoutMaxAge(cookie))
  }

  /** The cookie that `cookie` would replace. */
  same(cookie: Cookie): Cookie | undefined {
    return this.#domains.get(withoutBrackets(cookie.domain ?? ''))?.get(identity(cookie))
  }

  remove(cookie: Cookie): void {
    this.#domains.get(withoutBrackets(cookie.domain ?? ''))?.delete(identity(cookie))
  }

  clear(): void {
    this.#domains.clear()
  }

  /** Cookies of `host` and of the domains above it, expired ones too, in no order. */
  *above(host: string): Generator<Cookie> {
    for (const domain of domainsOf(host)) yield* this.#domains.get(domain)?.values() ?? []
  }

  /** All cookies, expired ones too, in the order in which they were created. */
  all(): Cookie[] {
    return [...this.#domains.values()]
      .flatMap((cookies) => [...cookies.values()])
      .toSorted((a, b) => (a.creationIndex ?? 0) - (b.creationIndex ?? 0))
  }

  // What tough-cookie's `CookieJar` asks of a store.

  override findCookie(
    domain: Nullable<string>,
    path: Nullable<string>,
    key: Nullable<string>,
    callback?: Callback<Cookie | undefined>,
  ): Promise<Cookie | undefined> {
    const found = [...this.above(domain ?? '')].find(
      (cookie) => cookie.domain === domain && cookie.path === path && cookie.key === key,
    )
    callback?.(null, found)
    return Promise.resolve(found)
  }

  override findCookies(
    domain: Nullable<string>,
    path: Nullable<string>,
    allowSpecialUseDomain?: boolean | Callback<Cookie[]>,
    callback?: Callback<Cookie[]>,
  ): Promise<Cookie[]> {
    const done = typeof allowSpecialUseDomain === 'function' ? allowSpecialUseDomain : callback
    const found = [...this.above(domain ?? '')].filter(
      (cookie) => !path || pathMatches(path, cookie.path ?? '/'),
    )
    done?.(null, found)
    return Promise.resolve(found)
  }

  override putCookie(cookie: Cookie, callback?: ErrorCallback): Promise<void> {
    this.put(cookie)
    callback?.(null)
    return Promise.resolve()
  }

  override updateCookie(_old: Cookie, cookie: Cookie, callback?: ErrorCallback): Promise<void> {
    return this.putCookie(cookie, callback)
  }

  override removeCookie(
    domain: Nullable<string>,
    path: Nullable<string>,
    key: Nullable<string>,
    callback?: ErrorCallback,
  ): Promise<void> {
    this.#removeWhere(domain, (cookie) => cookie.path === path && cookie.key === key)
    callback?.(null)
    return Promise.resolve()
  }

  override removeCookies(
    domain: string,
    path: Nullable<string>,
    callback?: ErrorCallback,
  ): Promise<void> {
    this.#removeWhere(domain, (cookie) => !path || cookie.path === path)
    callback?.(null)
    return Promise.resolve()
  }

  override removeAllCookies(callback?: ErrorCallback): Promise<void> {
    this.clear()
    callback?.(null)
    return Promise.resolve()
  }

  /** For `serialize()`. RFC 6265bis, section 5.7: "The user agent MUST evict all expired cookies". */
  override getAllCookies(callback?: Callback<Cookie[]>): Promise<Cookie[]> {
    const alive = this.all().filter((cookie) => !isExpired(cookie))
    callback?.(null, alive)
    return Promise.resolve(alive)
  }

  #removeWhere(domain: Nullable<string>, test: (cookie: Cookie) => boolean): void {
    const cookies = this.#domains.get(withoutBrackets(domain ?? ''))
    for (const cookie of [...(cookies?.values() ?? [])]) if (test(cookie)) this.remove(cookie)
  }
}

/** RFC 6265bis, section 5.7: a cookie is expired "if the cookie has an expiry date in the past". */
export function isExpired(cookie: Cookie, time: number = now()): boolean {
  return cookie.expires instanceof Date && cookie.expires.getTime() <= time
}

/** Of a cookie that came through tough-cookie's own jar. */
const noPartition = { partitionKey: undefined, crossSiteAncestor: undefined }

/** CHIPS adds the partition key, of which the ancestors are a part, to what tells two cookies apart. */
function identity(cookie: Cookie): string {
  const { partitionKey, crossSiteAncestor } = cookie instanceof StoredCookie ? cookie : noPartition
  return JSON.stringify([
    cookie.key,
    cookie.path,
    cookie.hostOnly !== false,
    partitionKey,
    crossSiteAncestor === true,
  ])
}

/** For a cookie that came through tough-cookie's own jar: its `maxAge` would start anew at each access. */
function withoutMaxAge(cookie: Cookie): Cookie {
  if (cookie.maxAge !== null) {
    const creation = cookie.creation instanceof Date ? cookie.creation : new Date(now())
    const expires = cookie.expiryTime(creation)
    cookie.expires =
      expires === undefined || expires === Infinity ? 'Infinity' : new Date(Math.max(expires, 0))
    cookie.maxAge = null
  }
  return cookie
}
