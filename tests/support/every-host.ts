import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createServer as createSecureServer } from 'node:https'
import type { AddressInfo, Socket } from 'node:net'
import { certificates } from './certificates.ts'

/** What a request for a cookie test came with. */
export interface SeenCookies {
  /** Absolute, with the host name that the client asked for. */
  readonly url: string
  /** The Cookie field as it arrived, one character for each byte; `undefined` where there was none. */
  readonly cookie: string | undefined
}

/**
 * A server on loopback that is every host: an HTTP proxy that answers by itself, over TLS too (with a
 * certificate that nobody trusts). So a client asks for `https://shop.example.com/` by real HTTP, with no
 * name looked up and nothing leaving the machine.
 *
 * @example
 * await using server = await EveryHost.start()
 * server.setCookie('https://example.com/login', ['sid=1; Secure'])
 * await using session = await Session.create({ proxy: { server: server.proxy }, ignoreHTTPSErrors: true })
 */
export class EveryHost implements AsyncDisposable {
  /** `http://127.0.0.1:<port>` */
  readonly proxy: string
  readonly seen: SeenCookies[] = []
  readonly #setCookie = new Map<string, readonly string[]>()
  readonly #sockets = new Set<Socket>()
  readonly #plain = createServer((request, response) => this.#answer('http', request, response))
  readonly #secure = createSecureServer(certificates.server, (request, response) =>
    this.#answer('https', request, response),
  )

  private constructor() {
    this.proxy = ''
    this.#plain.on('connection', (socket) => this.#sockets.add(socket))
    this.#plain.on('connect', (request, socket) => {
      socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
      const server = request.url?.endsWith(':443') ? this.#secure : this.#plain
      server.emit('connection', socket)
    })
  }

  static async start(): Promise<EveryHost> {
    const server = new EveryHost()
    await new Promise<void>((resolve) => server.#plain.listen(0, '127.0.0.1', resolve))
    const { port } = server.#plain.address() as AddressInfo
    return Object.assign(server, { proxy: `http://127.0.0.1:${port}` })
  }

  /**
   * Says what a URL answers with.
   *
   * @param fields the values of the Set-Cookie fields as byte strings, sent as they are
   */
  setCookie(url: string, fields: readonly string[]): void {
    this.#setCookie.set(new URL(url).href, fields)
  }

  #answer(scheme: string, request: IncomingMessage, response: ServerResponse): void {
    const { host = '', cookie } = request.headers
    const { href } = new URL(request.url ?? '', `${scheme}://${host}`)
    this.seen.push({ url: href, cookie })
    const fields = (this.#setCookie.get(href) ?? []).map((field) => `Set-Cookie: ${field}\r\n`)
    // By hand, because Node refuses to send some of the fields that a test is about.
    response.socket?.end(
      `HTTP/1.1 200 OK\r\n${fields.join('')}Content-Length: 0\r\nConnection: close\r\n\r\n`,
      'latin1',
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    for (const socket of this.#sockets) socket.destroy()
    await new Promise((resolve) => this.#plain.close(resolve))
  }
}
