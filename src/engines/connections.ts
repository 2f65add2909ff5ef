import { METHODS } from 'node:http'
import { SocketInterceptor } from '@mswjs/interceptors/net'
import { AnsweringServer } from './answering-server.ts'
import type { Connection } from './connection.ts'
import type { Answerer } from './engine.ts'
import { speaksOnlyHttp2 } from './http2-bypass.ts'
import { LiveTap } from './live-tap.ts'

interface ConnectionEvent extends Connection {
  stopImmediatePropagation(): void
}

const KNOWN_METHODS: ReadonlySet<string> = new Set(METHODS)

/** The interceptors keep their emitter, and its way to the head of the line, to themselves. */
interface EarlyEmitter {
  earlyOn(type: 'connection', listener: (event: ConnectionEvent) => void): void
}

/** Who has the next request of a connection, as things stand. */
export interface Ways {
  /** Whether every request of this process gets its answer here. */
  mayServe(): boolean
  /** Whether every request of this process goes to the network. */
  mayPass(): boolean
}

/**
 * Gives each connection of this process to the answering server or to the live tap, where one of them may have it, and
 * leaves it to the interceptors otherwise. Which of them is known by the first bytes: before them a connection may speak
 * any protocol.
 */
export class Connections {
  readonly #interceptor = SocketInterceptor.singleton(SocketInterceptor)
  readonly #server: AnsweringServer
  readonly #tap: LiveTap
  readonly #ways: Ways

  constructor(answerer: Answerer, ways: Ways) {
    this.#ways = ways
    this.#server = new AnsweringServer(answerer, {
      mayServe: () => ways.mayServe(),
      leave: (connection, chunk) => this.#route(connection, chunk),
      hold: (connection) => this.#hold(connection),
    })
    this.#tap = new LiveTap(answerer, {
      mayPass: () => ways.mayPass(),
      leave: (connection, chunk) => this.#route(connection, chunk),
    })
  }

  /** Listens before all others, those too that began before. */
  open(): void {
    this.#interceptor.apply(this)
    const emitter = Reflect.get(this.#interceptor, 'emitter') as EarlyEmitter
    emitter.earlyOn('connection', this.#onConnection)
    this.#tap.open()
  }

  close(): void {
    this.#interceptor.removeListener('connection', this.#onConnection)
    this.#interceptor.dispose(this)
    this.#server.close()
    this.#tap.close()
  }

  readonly #onConnection = (event: ConnectionEvent): void => {
    // The interceptors call their listeners with a pause between, in which the next one would miss the first bytes.
    event.stopImmediatePropagation()
    const mayBeTaken = this.#ways.mayServe() || this.#ways.mayPass()
    if (mayBeTaken && !speaksOnlyHttp2(event.connectionOptions)) this.#hold(event)
    else this.#leave(event)
  }

  /** Waits for the first bytes, or for a client that wants the server to speak first. */
  #hold(connection: Connection): void {
    const { socket } = connection
    const onData = (chunk: Buffer): void => {
      release()
      if (isHttp(chunk)) this.#route(connection, chunk)
      else this.#leave(connection, chunk)
    }
    const onListener = (type: string | symbol): void => {
      if (type !== 'data' && type !== 'readable') return
      socket.off('newListener', onListener)
      // Clients that write first begin to read just before.
      setImmediate(() => {
        if (!waiting || socket.destroyed || Reflect.get(socket, '_httpMessage')) return
        release()
        this.#leave(connection)
      })
    }
    let waiting = true
    const release = (): void => {
      waiting = false
      socket.off('data', onData)
      socket.off('newListener', onListener)
    }
    socket.on('data', onData)
    socket.on('newListener', onListener)
    if (socket.listenerCount('data') + socket.listenerCount('readable') > 0) onListener('data')
  }

  /** @param chunk the beginning of a request. */
  #route(connection: Connection, chunk: Buffer): void {
    if (this.#ways.mayServe()) this.#server.serve(connection, chunk)
    else if (!this.#ways.mayPass() || !this.#tap.take(connection, chunk))
      this.#leave(connection, chunk)
  }

  get #listeners(): readonly ((connection: Connection) => void)[] {
    return this.#interceptor.listeners('connection') as never
  }

  /** Leaves a connection to those who listen after us, as if it had just been opened. */
  #leave(connection: Connection, chunk?: Buffer): void {
    for (const listener of this.#listeners) {
      if (listener !== this.#onConnection) listener(connection)
    }
    // The event by which the interceptors hand on what a client writes.
    if (chunk) connection.socket.emit('internal:write', chunk)
  }
}

/** RFC 9112, section 3: a request begins with its method and a space. */
function isHttp(chunk: Buffer): boolean {
  return KNOWN_METHODS.has(chunk.subarray(0, 32).toString('latin1').split(' ', 1)[0]!)
}
