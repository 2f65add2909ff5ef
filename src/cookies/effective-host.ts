import { withBrackets } from './cookie.ts'

/**
 * RFC 2965, section 1: "If a host name contains no dots, the effective host name is that name with the
 * string .local appended to it." Python's `http.cookiejar` files such a cookie, and one of an IPv6 address,
 * under that name. Where it can only have come about so, the host is told back: a name like `printer.local`
 * may be a real one.
 */
export function hostOfEffective(domain: string): string {
  const host = domain.toLowerCase()
  const [, name] = /^(localhost|\[.*\])\.local$/.exec(host) ?? []
  return withBrackets(name ?? host)
}

/** The reverse of `hostOfEffective`, for files that are Python's own. */
export function effectiveHost(host: string): string {
  return host === 'localhost' || host.startsWith('[') ? `${host}.local` : host
}
