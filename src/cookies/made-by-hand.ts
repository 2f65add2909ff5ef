import { CookieRefusedError } from '../errors/cookie-refused-error.ts'
import { checkAttributes, limitedExpiry } from './acceptance.ts'
import { bytesOf, utf8Bytes } from './bytes.ts'
import { withoutBrackets, type SessionCookie } from './cookie.ts'
import {
  canonicalDomain,
  cookieUrl,
  defaultPath,
  domainMatches,
  isPublicSuffix,
  type CookieUrl,
} from './host.ts'
import { checkNameAndValue } from './set-cookie.ts'

/** A cookie to set by hand: name, value and what differs from the default. */
export type CookieInit = Partial<SessionCookie> & { name: string; value: string }

/**
 * A cookie made by hand, judged as one that `url` sets, or one that a page of its own domain sets over HTTPS.
 *
 * @throws CookieRefusedError with the reason
 */
export function madeByHand(
  init: CookieInit,
  url: string | undefined,
  received: number,
): { cookie: SessionCookie; origin: CookieUrl } {
  const name = bytesOf(init.name)
  const value = bytesOf(init.value)
  checkNameAndValue(name, value)
  const refuse = (reason: string): never => {
    throw new CookieRefusedError(name, reason)
  }
  if (name.includes('=')) refuse('its name has a "="')
  if (name === '' && value.includes('=')) {
    refuse('what stands before "=" in the value of a nameless cookie would be read as its name')
  }

  const given = init.domain
  const origin =
    url === undefined ? originOf(given ?? refuse('it needs a domain, or a URL')) : cookieUrl(url)
  const domain = given === undefined ? origin.host : canonicalDomain(utf8Bytes(withoutDot(given)))
  if (domain === undefined) return refuse(`its domain ${given} is not a host name`)
  const hostOnly = init.hostOnly ?? !given?.startsWith('.')
  if (hostOnly ? domain !== origin.host : !domainMatches(origin.host, domain)) {
    refuse(`its domain ${domain} does not cover the host ${origin.host}`)
  }
  if (!hostOnly && isPublicSuffix(domain)) refuse(`its domain ${domain} is a public suffix`)

  const path = init.path ?? (url === undefined ? '/' : defaultPath(origin.path))
  if (!/^\/[^;\0-\x1f\x7f-\uffff]*$/.test(path)) refuse('its path is not a URL path')
  const partitioned = init.partitioned ?? init.partitionKey !== undefined
  const partitionKey = init.partitionKey ?? origin.site
  const cookie: SessionCookie = {
    ...init,
    name,
    value,
    domain: domain.includes(':') ? `[${domain}]` : domain,
    hostOnly,
    path,
    expires: init.expires && limitedExpiry(init.expires, received),
    httpOnly: init.httpOnly ?? false,
    secure: init.secure ?? false,
    sameSite: init.sameSite,
    partitioned,
    ...(partitioned
      ? {
          partitionKey,
          // Under another top-level site the cookie's own frame is the one of another site.
          crossSiteAncestor: init.crossSiteAncestor ?? partitionKey !== origin.site,
        }
      : {}),
    createdAt: init.createdAt ?? new Date(received),
  }
  if (init.maxAge !== undefined && init.expires === undefined) {
    cookie.expires =
      init.maxAge <= 0
        ? new Date(0)
        : limitedExpiry(new Date(received + init.maxAge * 1000), received)
  }
  if (cookie.secure && !origin.trustworthy) {
    refuse('it is Secure and the URL is plain HTTP to a host that is not loopback')
  }
  checkAttributes(cookie, path === '/')
  return { cookie, origin }
}

function originOf(domain: string): CookieUrl {
  return cookieUrl(`https://${withBracketsForUrl(withoutDot(domain))}/`)
}

function withBracketsForUrl(host: string): string {
  const bare = withoutBrackets(host)
  return bare.includes(':') ? `[${bare}]` : bare
}

function withoutDot(domain: string): string {
  return domain.replace(/^\./, '')
}
