import { utf8Text } from '../cookies/bytes.ts'
import type { SessionCookie } from '../cookies/cookie.ts'
import type { SetCookie } from '../cookies/set-cookie.ts'
import type { PlaywrightCookie } from '../cookies/storage-state.ts'

/** A cookie as an assertion looks at it, wherever it comes from. Names and values are text, not bytes. */
export interface SeenCookie {
  readonly name: string
  readonly value: string
  /** Without a leading dot; `undefined` where a Set-Cookie field gives none. */
  readonly domain: string | undefined
  /** Whether subdomains do not get it. */
  readonly hostOnly: boolean
  readonly path: string | undefined
  readonly expires: Date | undefined
  /** Seconds, as the server sent them. A storage state does not keep them. */
  readonly maxAge: number | undefined
  readonly httpOnly: boolean
  readonly secure: boolean
  readonly sameSite: 'Strict' | 'Lax' | 'None' | undefined
  readonly partitioned: boolean
}

export function seenInJar(cookie: SessionCookie): SeenCookie {
  const { domain, hostOnly, path, expires, maxAge, httpOnly, secure, sameSite, partitioned } =
    cookie
  return {
    ...named(cookie),
    domain,
    hostOnly,
    path,
    expires,
    maxAge,
    httpOnly,
    secure,
    sameSite,
    partitioned,
  }
}

export function seenInState(cookie: PlaywrightCookie): SeenCookie {
  const { name, value, domain, path, expires, httpOnly, secure, sameSite, partitionKey } = cookie
  return {
    name,
    value,
    domain: domain.replace(/^\./, ''),
    hostOnly: !domain.startsWith('.'),
    path,
    expires: expires === -1 ? undefined : new Date(Math.round(expires * 1000)),
    maxAge: undefined,
    httpOnly,
    secure,
    sameSite,
    partitioned: partitionKey !== undefined,
  }
}

/** Only what the field says, without the defaults that a client fills in. */
export function seenInField(cookie: SetCookie): SeenCookie {
  const { domain, path, expires, maxAge, httpOnly, secure, sameSite, partitioned } = cookie
  return {
    ...named(cookie),
    domain,
    hostOnly: domain === undefined,
    path,
    expires,
    maxAge,
    httpOnly,
    secure,
    sameSite,
    partitioned,
  }
}

/** Where a cookie is sent, as a message says it. */
export function placeOf({ domain, hostOnly, path }: SeenCookie): string {
  return `domain ${hostOnly ? '' : '.'}${domain}, path ${path}`
}

function named({ name, value }: { name: string; value: string }): { name: string; value: string } {
  return { name: asText(name), value: asText(value) }
}

/** The text of a byte string; bytes that are not UTF-8 stay as they are. */
export function asText(bytes: string): string {
  return utf8Text(bytes) ?? bytes
}
