import { SocketInterceptor } from '@mswjs/interceptors/net'

/** The names of protocols in TLS's negotiation (RFC 7301; RFC 9113, section 3.2). */
const HTTP2 = 'h2'
const HTTP1 = 'http/1.1'

interface Connection {
  readonly connectionOptions: object
  readonly controller: { passthrough(): unknown }
}

/**
 * Lets connections that speak nothing but HTTP/2 go to the network at once. The interceptors read HTTP/1.1
 * only, and the TLS handshake that they act out before they know would leave an HTTP/2 client waiting for ever.
 */
export class Http2Bypass {
  readonly #interceptor = SocketInterceptor.singleton(SocketInterceptor)

  open(): void {
    this.#interceptor.apply(this)
    this.#interceptor.on('connection', this.#onConnection)
  }

  close(): void {
    this.#interceptor.removeListener('connection', this.#onConnection)
    this.#interceptor.dispose(this)
  }

  readonly #onConnection = ({ connectionOptions, controller }: Connection): void => {
    if (speaksOnlyHttp2(connectionOptions)) controller.passthrough()
  }
}

/** Whether the options of a connection offer HTTP/2 and not HTTP/1.1. */
export function speaksOnlyHttp2(connectionOptions: object): boolean {
  const { ALPNProtocols: offered } = connectionOptions as { ALPNProtocols?: unknown }
  return Array.isArray(offered) && offered.includes(HTTP2) && !offered.includes(HTTP1)
}
