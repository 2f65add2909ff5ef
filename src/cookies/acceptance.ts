import { isIP } from 'node:net'
import { CookieRefusedError } from '../errors/cookie-refused-error.ts'
import { withBrackets, type SessionCookie } from './cookie.ts'
import {
  canonicalDomain,
  defaultPath,
  domainMatches,
  isPublicSuffix,
  pathMatches,
  type CookieUrl,
} from './host.ts'
import type { SetCookie } from './set-cookie.ts'

/**
 * RFC 6265bis, section 5.5: "If cookie-age-limit … the limit SHOULD NOT be greater than 400 days (34560000
 * seconds) in the future." In milliseconds.
 */
const ageLimit = 34_560_000_000

/**
 * What RFC 6265bis, section 5.7 ("Storage Model") makes of a parsed field, up to the point where the jar's
 * other cookies matter. Every request of a session counts as same-site: a test is its own top-level site.
 *
 * @param received milliseconds since the epoch
 * @throws CookieRefusedError naming the rule
 */
export function accept(parsed: SetCookie, url: CookieUrl, received: number): SessionCookie {
  const scope = domainOf(parsed, url)
  const cookie: SessionCookie = {
    name: parsed.name,
    value: parsed.value,
    domain: withBrackets(scope.domain),
    hostOnly: scope.hostOnly,
    path: pathOf(parsed, url),
    expires: expiryOf(parsed, received),
    httpOnly: parsed.httpOnly,
    secure: parsed.secure,
    sameSite: parsed.sameSite,
    partitioned: parsed.partitioned,
    ...(parsed.partitioned ? { partitionKey: url.site, crossSiteAncestor: false } : {}),
    createdAt: new Date(received),
    ...(parsed.maxAge === undefined ? {} : { maxAge: parsed.maxAge }),
    ...(parsed.extensions.length === 0 ? {} : { extensions: parsed.extensions }),
  }
  // "If the request-uri does not denote a secure connection … and the cookie's secure-only-flag is true,
  // then abort these steps and ignore the cookie entirely."
  if (cookie.secure && !url.trustworthy) {
    refuse(cookie, 'it is Secure and came over plain HTTP from a host that is not loopback')
  }
  checkAttributes(cookie, parsed.path === '/')
  return cookie
}

/**
 * The rules among a cookie's own attributes, which hold for a cookie made by hand too.
 *
 * @param rootPathGiven whether the Path was said to be `/`, and not only came out so by default
 * @throws CookieRefusedError naming the rule
 */
export function checkAttributes(cookie: SessionCookie, rootPathGiven: boolean): void {
  // "If the cookie's same-site-flag is "None", abort … unless the cookie's secure-only-flag is true."
  if (cookie.sameSite === 'None' && !cookie.secure) {
    refuse(cookie, 'SameSite=None needs the Secure attribute')
  }
  // CHIPS, section 2.1: "the cookie must also have the Secure attribute".
  if (cookie.partitioned && !cookie.secure) {
    refuse(cookie, 'Partitioned needs the Secure attribute')
  }
  const name = cookie.name.toLowerCase()
  // "If the cookie-name begins with a case-insensitive match for the string "__Secure-", abort these steps
  // and ignore the cookie entirely unless the cookie's secure-only-flag is true."
  const prefix = prefixes.find((candidate) => name.startsWith(candidate.toLowerCase()))
  if (prefix && !cookie.secure) refuse(cookie, `the prefix ${prefix} needs the Secure attribute`)
  if (prefix?.includes('Host-')) {
    // "… "__Host-" … unless the cookie meets all the following criteria: the cookie's secure-only-flag is
    // true; host-only-flag is true; the cookie-attribute-list contains an attribute with an attribute-name
    // of "Path", and the cookie's path is `/`."
    if (!cookie.hostOnly) refuse(cookie, `the prefix ${prefix} allows no Domain attribute`)
    if (!rootPathGiven) refuse(cookie, `the prefix ${prefix} needs Path=/`)
  }
  if (prefix?.includes('Http-') && !cookie.httpOnly) {
    refuse(cookie, `the prefix ${prefix} needs the HttpOnly attribute`)
  }
  // "If the cookie-name is empty and … cookie-value begins with a case-insensitive match for the string
  // "__Secure-" [or] "__Host-"": else a nameless cookie would read as one with that name.
  const value = cookie.value.toLowerCase()
  if (name === '' && prefixes.some((candidate) => value.startsWith(candidate.toLowerCase()))) {
    refuse(cookie, 'a nameless cookie must not look like one with a prefix')
  }
}

/**
 * "Leave secure cookies alone": section 5.7, the step for a cookie without Secure from a plain connection.
 *
 * @param stored the jar's living cookies
 * @throws CookieRefusedError
 */
export function checkSecureCookies(
  cookie: SessionCookie,
  url: CookieUrl,
  stored: readonly SessionCookie[],
): void {
  if (cookie.secure || url.trustworthy) return
  const shadowed = stored.some(
    (other) =>
      // "Their name matches …, their secure-only-flag is true, their domain domain-matches the domain of
      // the newly created cookie, or vice-versa, [and] the path of the newly created cookie path-matches
      // the path of the existing cookie."
      other.name === cookie.name &&
      other.secure &&
      (domainMatches(other.domain, cookie.domain) || domainMatches(cookie.domain, other.domain)) &&
      pathMatches(cookie.path, other.path),
  )
  if (shadowed) refuse(cookie, 'a Secure cookie of that name exists, and this came over plain HTTP')
}

/** RFC 6265bis, section 5.5: "If the expiry-time is more than cookie-age-limit, … set it to that." */
export function limitedExpiry(expires: Date, received: number): Date {
  return new Date(Math.min(expires.getTime(), received + ageLimit))
}

/** Longer ones first, so that `__Host-Http-` is not taken for `__Host-`. */
const prefixes = ['__Host-Http-', '__Host-', '__Secure-', '__Http-'] as const

function domainOf(parsed: SetCookie, url: CookieUrl): { domain: string; hostOnly: boolean } {
  if (parsed.domain === undefined) return { domain: url.host, hostOnly: true }
  const domain = canonicalDomain(parsed.domain)
  if (domain === undefined) return refuse(parsed, 'its Domain is not a host name')
  // "If the domain-attribute is a public suffix: if the domain-attribute is identical to the canonicalized
  // request-host, let the domain-attribute be the empty string; otherwise ignore the cookie entirely."
  if (isPublicSuffix(domain)) {
    if (domain === url.host) return { domain, hostOnly: true }
    return refuse(parsed, `its Domain ${domain} is a public suffix`)
  }
  // "If the canonicalized request-host does not domain-match the domain-attribute, abort these steps."
  if (!domainMatches(url.host, domain)) {
    return refuse(parsed, `its Domain ${domain} does not cover the host ${url.host}`)
  }
  // An address has no subdomains, so that its cookie is host-only whatever the attribute says.
  return { domain, hostOnly: isIP(domain) !== 0 }
}

function pathOf(parsed: SetCookie, url: CookieUrl): string {
  if (parsed.path === undefined) return defaultPath(url.path)
  // A URL's path is ASCII, so that no request could ever match; browsers refuse the cookie.
  if (/[^\0-\x7f]/.test(parsed.path))
    refuse(parsed, 'its Path has a character that no URL path has')
  return parsed.path
}

/** Section 5.7: Max-Age first, Expires else; neither: the cookie lives as long as the session. */
function expiryOf(parsed: SetCookie, received: number): Date | undefined {
  // "If delta-seconds is less than or equal to zero (0), let expiry-time be the earliest representable
  // date and time."
  if (parsed.maxAge !== undefined) {
    return parsed.maxAge <= 0
      ? new Date(0)
      : new Date(received + Math.min(parsed.maxAge * 1000, ageLimit))
  }
  return parsed.expires && limitedExpiry(parsed.expires, received)
}

function refuse(cookie: { name: string }, reason: string): never {
  throw new CookieRefusedError(cookie.name, reason)
}
