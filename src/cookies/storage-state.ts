import { Cookie } from 'tough-cookie'

/** A cookie as Playwright's storage state has it. */
export interface StorageStateCookie {
  name: string
  value: string
  /** With a leading dot where the cookie goes to subdomains too. */
  domain: string
  path: string
  /** Unix time in seconds; -1 for a session cookie. */
  expires: number
  httpOnly: boolean
  secure: boolean
  sameSite: 'Strict' | 'Lax' | 'None'
}

/** A cookie as Playwright's `addCookies` takes it: with `url`, or with `domain` and `path`. */
export interface StorageStateCookieInit extends Partial<StorageStateCookie> {
  name: string
  value: string
  url?: string
}

/** A cookie of the jar as Playwright shows it. */
export function toStateCookie(cookie: Cookie): StorageStateCookie {
  const expires = cookie.expiryTime()
  const domain = cookie.domain ?? ''
  return {
    name: cookie.key,
    value: cookie.value,
    domain: cookie.hostOnly === false ? `.${domain}` : domain,
    path: cookie.path ?? '/',
    expires: expires === undefined || !Number.isFinite(expires) ? -1 : expires / 1000,
    httpOnly: cookie.httpOnly,
    secure: cookie.secure,
    sameSite: SAME_SITE[cookie.sameSite?.toLowerCase() ?? ''] ?? 'Lax',
  }
}

/** Browsers treat a cookie without SameSite as Lax (RFC 6265bis, section 5.6.7.2), and so does Playwright. */
const SAME_SITE: Readonly<Record<string, StorageStateCookie['sameSite']>> = {
  strict: 'Strict',
  lax: 'Lax',
  none: 'None',
}

/**
 * A cookie for the jar, and a URL from which the jar takes it.
 *
 * @throws when it has neither a `url` nor a `domain` and a `path`, as Playwright's `addCookies` does.
 */
export function toToughCookie(init: StorageStateCookieInit): { cookie: Cookie; url: string } {
  const url = init.url === undefined ? undefined : new URL(init.url)
  if (!url && (init.domain === undefined || init.path === undefined)) {
    throw new Error(`Cookie should have a url or a domain/path pair: ${JSON.stringify(init.name)}`)
  }
  const domain = init.domain ?? url!.hostname
  const host = domain.replace(/^\./, '')
  const path = init.path ?? url!.pathname.replace(/[^/]*$/, '')
  const expires = init.expires ?? -1
  const cookie = new Cookie({
    key: init.name,
    value: init.value,
    // Without a Domain attribute the cookie is host-only (RFC 6265bis, section 5.7).
    domain: domain.startsWith('.') ? host : null,
    path,
    expires: expires === -1 ? 'Infinity' : new Date(expires * 1000),
    httpOnly: init.httpOnly ?? false,
    secure: init.secure ?? url?.protocol === 'https:',
    ...(init.sameSite && { sameSite: init.sameSite.toLowerCase() }),
  })
  return { cookie, url: `https://${host}${path}` }
}
