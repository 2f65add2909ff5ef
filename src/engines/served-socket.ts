import { isIPv6, type Socket } from 'node:net'
import { Duplex } from 'node:stream'
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
    /** Says that the connection is answered here. */
    claim(): void
    /** Says that the connection leads elsewhere from now on, and is not claimed any more. */
    retarget(connectionOptions: ConnectionOptions & { readonly path: null }): void
  }
}

/** Writes up to this many bytes are handed to the client in one piece, since each piece is parsed alone. */
const ONE_PIECE = 64 * 1024

/** The server's end of a connection that this process answers itself. */
export class ServedSocket extends Duplex {
  /** Scheme, host and port of the requests that come by this connection. */
  readonly origin: string
  readonly #connection: Connection
  /** Requests that wait for their response. */
  #open = 0
  #leaving = false

  constructor(connection: Connection) {
    super()
    this.#connection = connection
    this.origin = originOf(connection)
    connection.controller.claim()
    connection.socket.on('data', this.#onData)
    connection.socket.once('close', this.#onClose)
  }

  requestBegins(): void {
    this.#open++
  }

  requestEnds(): void {
    this.#open--
    if (this.#leaving && this.#open === 0) this.end()
  }

  /** Ends the connection once no request of it is open. */
  letGo(): void {
    this.#leaving = true
    // At once, so that no client takes it for a connection that can be used again.
    if (this.#open === 0) this.destroy()
  }

  /** Gives the connection back, which is one to `authority` now. */
  release(authority: string): Connection {
    const { socket, controller } = this.#connection
    socket.off('data', this.#onData)
    socket.off('close', this.#onClose)
    const { hostname, port } = new URL(`http://${authority}`)
    const connectionOptions = { host: hostname, port: Number(port) || 80, path: null }
    controller.retarget(connectionOptions)
    return { socket, controller, connectionOptions }
  }

  readonly #onData = (chunk: Buffer): void => {
    this.push(chunk)
  }

  readonly #onClose = (): void => {
    this.destroy()
  }

  override _read(): void {}

  override _write(
    chunk: Buffer,
    _encoding: string,
    callback: (error?: Error | null) => void,
  ): void {
    this.#connection.socket.write(chunk, callback)
  }

  override _writev(
    chunks: readonly { chunk: Buffer }[],
    callback: (error?: Error | null) => void,
  ): void {
    const { socket } = this.#connection
    const size = chunks.reduce((sum, { chunk }) => sum + chunk.length, 0)
    if (size <= ONE_PIECE) {
      socket.write(
        Buffer.concat(
          chunks.map(({ chunk }) => chunk),
          size,
        ),
        callback,
      )
      return
    }
    for (const [index, { chunk }] of chunks.entries()) {
      socket.write(chunk, index === chunks.length - 1 ? callback : undefined)
    }
  }

  override _final(callback: (error?: Error | null) => void): void {
    this.#connection.socket.end()
    callback()
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    const { socket } = this.#connection
    if (!socket.destroyed) socket.destroy(error ?? undefined)
    // The error is the client's.
    callback(null)
  }
}

function originOf({ connectionOptions, socket }: Connection): string {
  const { protocol, host, port } = connectionOptions
  const scheme = socket instanceof TLSSocket || port === 443 ? 'https:' : 'http:'
  const name = host ?? 'localhost'
  const url = new URL(`${protocol ?? scheme}//${isIPv6(name) ? `[${name}]` : name}`)
  if (port !== undefined && port !== null) url.port = String(port)
  return url.origin
}
