import { Cookie } from 'tough-cookie'
import { sameSiteOf } from './same-site.ts'

/** A cookie of a session, as the jar holds it. Names after RFC 6265bis, section 5.7. */
export interface SessionCookie {
  /** Empty for a nameless cookie. */
  name: string
  /** A byte string: one character (U+0000 to U+00FF) for each byte on the wire. */
  value: string
  /** The host, without a leading dot; an IPv6 address in brackets. */
  domain: string
  /** `true`: sent to exactly `domain`; `false`: to its subdomains too. */
  hostOnly: boolean
  path: string
  /** `undefined`: a session cookie. */
  expires: Date | undefined
  httpOnly: boolean
  secure: boolean
  /** `undefined`: the server did not say. */
  sameSite: 'Strict' | 'Lax' | 'None' | undefined
  partitioned: boolean
  /** The top-level site under which a partitioned cookie is kept, for example `https://example.com`. */
  partitionKey?: string
  /**
   * Whether a frame of another site lay between the top-level site and the one that set a partitioned cookie
   * (CHIPS' ancestor chain bit). `false` for what a session receives; `undefined`: a file did not say.
   */
  crossSiteAncestor?: boolean
  createdAt: Date
  /** `Max-Age` as the server sent it, in seconds; `expires` holds what it came to. */
  maxAge?: number
  /** Attributes of other specifications as they stood: `Priority=High`, `Version=1`, `Port="80"`. */
  extensions?: readonly string[]
}

/** What tough-cookie's `Cookie` has no place for. */
export class StoredCookie extends Cookie {
  partitionKey: string | undefined
  crossSiteAncestor: boolean | undefined
  /** `Max-Age` as received; see `toStored` for why it is not in `maxAge`. */
  receivedMaxAge: number | undefined
}

/** tough-cookie's form of a cookie. */
export function toStored(cookie: SessionCookie): StoredCookie {
  const stored = new StoredCookie({
    key: cookie.name,
    value: cookie.value,
    domain: withoutBrackets(cookie.domain),
    path: cookie.path,
    // tough-cookie counts `maxAge` from the last access, so that a cookie in use would never expire. RFC
    // 6265bis, section 5.6.2: "Let expiry-time be the current date and time plus delta-seconds seconds."
    expires: cookie.expires ?? 'Infinity',
    secure: cookie.secure,
    httpOnly: cookie.httpOnly,
    hostOnly: cookie.hostOnly,
    creation: cookie.createdAt,
    lastAccessed: cookie.createdAt,
  })
  stored.sameSite = cookie.sameSite?.toLowerCase()
  const extensions = [
    ...(cookie.partitioned ? ['Partitioned'] : []),
    ...(cookie.extensions ?? []).filter((extension) => !isPartitioned(extension)),
  ]
  if (extensions.length > 0) stored.extensions = extensions
  stored.partitionKey = cookie.partitionKey
  stored.crossSiteAncestor = cookie.crossSiteAncestor
  stored.receivedMaxAge = cookie.maxAge
  return stored
}

/** A copy of a stored cookie that its holder may change. */
export function fromStored(stored: Cookie): SessionCookie {
  const extensions = (stored.extensions ?? []).filter((extension) => !isPartitioned(extension))
  const own = stored instanceof StoredCookie ? stored : undefined
  return {
    name: stored.key,
    value: stored.value,
    domain: withBrackets(stored.domain ?? ''),
    hostOnly: stored.hostOnly ?? true,
    path: stored.path ?? '/',
    expires: stored.expires instanceof Date ? new Date(stored.expires) : undefined,
    httpOnly: stored.httpOnly,
    secure: stored.secure,
    sameSite: sameSiteOf(stored.sameSite),
    partitioned: (stored.extensions ?? []).some(isPartitioned),
    ...(own?.partitionKey === undefined ? {} : { partitionKey: own.partitionKey }),
    ...(own?.crossSiteAncestor === undefined ? {} : { crossSiteAncestor: own.crossSiteAncestor }),
    createdAt: stored.creation instanceof Date ? new Date(stored.creation) : new Date(0),
    ...(own?.receivedMaxAge === undefined ? {} : { maxAge: own.receivedMaxAge }),
    ...(extensions.length === 0 ? {} : { extensions }),
  }
}

/** tough-cookie keeps an IPv6 address without brackets; URLs and Playwright write them. */
export function withoutBrackets(host: string): string {
  return host.startsWith('[') ? host.slice(1, -1) : host
}

/** The reverse of `withoutBrackets`. */
export function withBrackets(host: string): string {
  return host.includes(':') && !host.startsWith('[') ? `[${host}]` : host
}

function isPartitioned(extension: string): boolean {
  return extension.toLowerCase() === 'partitioned'
}
