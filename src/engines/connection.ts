import { isIPv6, type Socket } from 'node:net'
import { TLSSocket } from 'node:tls'

/** Where a connection leads, the parts of it that are looked at. */
interface ConnectionOptions {
  readonly protocol?: string | null
  readonly host?: string | null
  readonly port?: number | string | null
}

/** A connection that a client of this process opens, as the interceptors announce it. */
export interface Connection {
  readonly connectionOptions: ConnectionOptions
  /** Its server's end: what the client writes is its `data`, and what is written there the client reads. */
  readonly socket: Socket
  readonly controller: {
    /** Lets it go to the network. */
    passthrough(): unknown
    /** Says that the connection is answered here. */
    claim(): void
    /** Takes the claim back. */
    reset(): void
    /** The same, and says that the connection leads elsewhere from now on. */
    retarget(connectionOptions: ConnectionOptions & { readonly path: null }): void
  }
}

/** Scheme, host and port of the requests that come by a connection. */
export function originOf({ connectionOptions, socket }: Connection): string {
  const { protocol, host, port } = connectionOptions
  const scheme = socket instanceof TLSSocket || port === 443 ? 'https:' : 'http:'
  const name = host ?? 'localhost'
  const url = new URL(`${protocol ?? scheme}//${isIPv6(name) ? `[${name}]` : name}`)
  if (port !== undefined && port !== null) url.port = String(port)
  return url.origin
}

/** RFC 9112, section 3.2: a target is a path, a whole URL where a proxy is asked, or `*`. */
export function absoluteUrl(target: string, origin: string): string {
  // A path may begin with `//`, which a URL resolved against a base would take for a host.
  return target.startsWith('/') ? new URL(origin + target).href : new URL(target, origin).href
}
