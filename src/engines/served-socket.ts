import { Duplex } from 'node:stream'
// Not the global timers, which a test may have replaced by a fake clock.
import { setTimeout as sleep } from 'node:timers/promises'
import { originOf, type Connection } from './connection.ts'

/** Where a connection goes that is not served any more. */
export interface Exits {
  /** Whether the next request may still be answered here. */
  mayServe(): boolean
  /** Takes a connection whose client has written `chunk`, the beginning of a request. */
  leave(connection: Connection, chunk: Buffer): void
  /** Takes a connection that leads elsewhere now. */
  hold(connection: Connection): void
}

/** Writes up to this many bytes are handed to the client in one piece, since each piece is parsed alone. */
const ONE_PIECE = 64 * 1024

/** The server's end of a connection that this process answers itself. */
export class ServedSocket extends Duplex {
  /** Scheme, host and port of the requests that come by this connection. */
  readonly origin: string
  readonly #connection: Connection
  readonly #exits: Exits
  /** Between two exchanges. The first begins with the connection. */
  #idle = false
  #retired = false
  /** The client's end belongs to someone else. */
  #detached = false

  constructor(connection: Connection, exits: Exits) {
    super()
    this.#connection = connection
    this.#exits = exits
    this.origin = originOf(connection)
    connection.controller.claim()
    connection.socket.on('data', this.#onData)
    connection.socket.once('close', this.#onClose)
  }

  /** The request has come to its end, and so has its response. */
  exchangeEnds(): void {
    this.#idle = true
    if (this.#retired) this.end()
  }

  /** Ends the connection when no exchange is under way, so that its client connects anew. */
  retire(): void {
    this.#retired = true
    // At once, so that no client takes it for a connection that can be used again.
    if (this.#idle) this.destroy()
  }

  /** The same connection, which leads to `authority` from now on. */
  enterTunnel(authority: string): Connection {
    const { socket, controller } = this.#detach()
    const { hostname, port } = new URL(`http://${authority}`)
    const connectionOptions = { host: hostname, port: Number(port) || 80, path: null }
    controller.retarget(connectionOptions)
    return { socket, controller, connectionOptions }
  }

  #detach(): Connection {
    const { socket } = this.#connection
    socket.off('data', this.#onData)
    socket.off('close', this.#onClose)
    this.#detached = true
    this.destroy()
    return this.#connection
  }

  readonly #onData = (chunk: Buffer): void => {
    if (this.#idle && !this.#exits.mayServe()) {
      // Between two exchanges another may take over: someone began to listen, or the next test goes live.
      const connection = this.#detach()
      connection.controller.reset()
      this.#exits.leave(connection, chunk)
      return
    }
    this.#idle = false
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
    this.#write(chunk, callback)
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
    const [first, ...rest] = chunks
    this.#write(first!.chunk, rest.length === 0 ? callback : () => this._writev(rest, callback))
  }

  /** In pieces, and each after the last was taken, as a network brings them: a client holds a copy of what it has got. */
  #write(chunk: Buffer, callback: (error?: Error | null) => void): void {
    const { socket } = this.#connection
    if (chunk.length <= ONE_PIECE) {
      socket.write(chunk, callback)
      return
    }
    socket.write(chunk.subarray(0, ONE_PIECE), () => {
      setImmediate(() => this.#write(chunk.subarray(ONE_PIECE), callback))
    })
  }

  override _final(callback: (error?: Error | null) => void): void {
    void this.#endOnceRead()
    callback()
  }

  /** Not with the last piece: where a client (undici) has stopped reading until that one is taken, the end would fail it. */
  async #endOnceRead(): Promise<void> {
    const { socket } = this.#connection
    while (socket.readableLength > 0 && !socket.destroyed) await sleep(1, undefined, { ref: false })
    if (!this.#detached) socket.end()
  }

  override _destroy(error: Error | null, callback: (error?: Error | null) => void): void {
    const { socket } = this.#connection
    if (!this.#detached && !socket.destroyed) socket.destroy(error ?? undefined)
    // The error is the client's.
    callback(null)
  }
}
