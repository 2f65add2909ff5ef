import { METHODS } from 'node:http'
import { SocketInterceptor } from '@mswjs/interceptors/net'
import { AnsweringServer } from './answering-server.ts'
import type { Answerer } from './engine.ts'
import { speaksOnlyHttp2 } from './http2-bypass.ts'
import type { Connection } from './served-socket.ts'

interface ConnectionEvent extends Connection {
  stopImmediatePropagation(): void
}

const KNOWN_METHODS: ReadonlySet<string> = new Set(METHODS)

/** The interceptors keep their emitter, and its way to the head of the line, to themselves. */
interface EarlyEmitter {
  earlyOn(type: 'connection', listener: (event: ConnectionEvent) => void): void
}

/**
 * Gives each new connection of this process to the answering server, where it may have it, and leaves it to the
 * interceptors otherwise. Which of the two is known by the first bytes: before them a connection may speak any protocol.
 */
export class Connections {
  readonly #interceptor = SocketInterceptor.singleton(SocketInterceptor)
  readonly #server: AnsweringServer
  readonly #mayServe: () => boolean

  /** @param mayServe whether every request of this process gets its answer here, as things stand. */
  constructor(answerer: Answerer, mayServe: () => boolean) {
    this.#mayServe = mayServe
    this.#server = new AnsweringServer(answerer, {
      mayServe,
      leave: (connection, chunk) => this.#leave(connection, chunk),
      hold: (connection) => this.#hold(connection),
    })
  }

  /** Listens before all others, those too that began before. */
  open(): void {
    this.#interceptor.apply(this)
    const emitter = Reflect.get(this.#interceptor, 'emitter') as EarlyEmitter
    emitter.earlyOn('connection', this.#onConnection)
  }

  close(): void {
    this.#interceptor.removeListener('connection', this.#onConnection)
    this.#interceptor.dispose(this)
    this.#server.close()
  }

  readonly #onConnection = (event: ConnectionEvent): void => {
    // The interceptors call their listeners with a pause between, in which the next one would miss the first bytes.
    event.stopImmediatePropagation()
    if (this.#mayServe() && !speaksOnlyHttp2(event.connectionOptions)) this.#hold(event)
    else this.#leave(event)
  }

  /** Waits for the first bytes, or for a client that wants the server to speak first. */
  #hold(connection: Connection): void {
    const { socket } = connection
    const onData = (chunk: Buffer): void => {
      release()
      if (isHttp(chunk) && this.#mayServe()) this.#server.serve(connection, chunk)
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
