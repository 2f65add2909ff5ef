import { isIP } from 'node:net'
import { getDomain, getPublicSuffix as suffixOf } from 'tldts'
import { pathMatch } from 'tough-cookie'
import { withoutBrackets } from './cookie.ts'
import { utf8Text } from './bytes.ts'

/** What of a URL matters to cookies. */
export interface CookieUrl {
  /** Canonical host name (RFC 6265bis, section 5.1.2), an IPv6 address without brackets. */
  readonly host: string
  /** The path as it is sent, percent-encoded. */
  readonly path: string
  /** Whether Secure cookies may be set and sent. */
  readonly trustworthy: boolean
  /** Scheme and registrable domain: the key of a partitioned cookie, for example `https://example.com`. */
  readonly site: string
}

/** @throws TypeError for what is no absolute URL. */
export function cookieUrl(url: string): CookieUrl {
  const { hostname, pathname, protocol } = new URL(url)
  const scheme = protocol === 'wss:' ? 'https:' : protocol === 'ws:' ? 'http:' : protocol
  const host = withoutBrackets(hostname)
  return {
    host,
    // tough-cookie decodes the path. RFC 6265bis, section 5.1.4: "Let uri-path be the path portion of the
    // request-uri": `%2F` is no slash, and `%20` in a Path attribute matches `%20` alone.
    path: pathname || '/',
    trustworthy: scheme === 'https:' || isLoopback(host),
    site: `${scheme}//${registrableDomain(host) ?? hostname}`,
  }
}

/**
 * RFC 6265bis, section 5.1.2: "Convert the host name to a sequence of individual domain name labels.
 * Convert each label that is not a Non-Reserved LDH label to an A-label." `undefined` for what cannot be a host.
 *
 * @param domain a byte string, as a Domain attribute holds it: an IDN in UTF-8, or Punycode
 */
export function canonicalDomain(domain: string): string | undefined {
  const text = utf8Text(domain)
  if (text === undefined) return undefined
  if (/^[\x21-\x7e]*$/.test(text)) return withoutBrackets(text.toLowerCase())
  // A URL parser would read these as a port, user info or a path.
  if (/[\s/\\?#@:]/.test(text)) return undefined
  return URL.parse(`http://${text}`)?.hostname
}

/** RFC 6265bis, section 5.1.3: the string is the domain, or ends in a dot and the domain and "is a host name (i.e., not an IP address)". */
export function domainMatches(host: string, domain: string): boolean {
  return host === domain || (host.endsWith(`.${domain}`) && isIP(host) === 0)
}

/** RFC 6265bis, section 5.1.4, "path-matches". */
export function pathMatches(requestPath: string, cookiePath: string): boolean {
  return pathMatch(requestPath, cookiePath)
}

/** RFC 6265bis, section 5.1.4, "default-path". */
export function defaultPath(path: string): string {
  return path.slice(0, path.lastIndexOf('/')) || '/'
}

/**
 * Whether `domain` is a public suffix: `com`, `co.uk`, `github.io`. A name of one label that nobody
 * registered (`localhost`, `intranet`) is one too, by the list's own default rule `*`.
 */
export function isPublicSuffix(domain: string): boolean {
  // A trailing dot makes a name absolute and changes nothing of who registers it.
  const name = domain.replace(/\.$/, '')
  return isIP(name) === 0 && suffixOf(name, suffixOptions) === name
}

/** Secure Contexts, section 3.1: hosts to which plain HTTP is potentially trustworthy. */
function isLoopback(host: string): boolean {
  const name = host.replace(/\.$/, '')
  if (isIP(name) === 4) return name.startsWith('127.')
  return name === '::1' || name === 'localhost' || name.endsWith('.localhost')
}

function registrableDomain(host: string): string | undefined {
  if (isIP(host) !== 0) return undefined
  return getDomain(host.replace(/\.$/, ''), suffixOptions) ?? undefined
}

/** `host` and every domain above it: `a.b.c`, `b.c`, `c`. */
export function domainsOf(host: string): string[] {
  if (isIP(host) !== 0) return [host]
  const labels = host.split('.')
  return labels.map((_, index) => labels.slice(index).join('.'))
}

const suffixOptions = {
  allowPrivateDomains: true,
  extractHostname: false,
  validateHostname: false,
} as const
