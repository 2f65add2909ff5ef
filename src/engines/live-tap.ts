import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { ClientRequest, type IncomingMessage } from 'node:http'
import { absoluteUrl, originOf, type Connection } from './connection.ts'
import type { Answer, Answerer, OutgoingRequest } from './engine.ts'
import { Watch, type PieceReader } from './live-exchange.ts'
import { fieldsOf } from './raw-headers.ts'
import { WrittenRequest } from './written-request.ts'

/** `node:http` announces on it each final response, before the client gets it. */
const RESPONSE = 'http.client.response.finish'

interface Exits {
  /** Whether the next request may still go to the network from here. */
  mayPass(): boolean
  /** Takes a connection whose client has written `chunk`, the beginning of a request. */
  leave(connection: Connection, chunk: Buffer): void
}

/**
 * Connections of `node:http` clients all of whose requests go to the network: they go there as they are, and what they
 * carry is read from what the client writes and from what its own parser gives it.
 *
 * The interceptors' own way parses each message a second time, in both directions, and makes WHATWG messages and
 * their streams of it, which costs as much as the request itself.
 */
export class LiveTap {
  readonly #answerer: Answerer
  readonly #exits: Exits
  readonly #watched = new WeakMap<ClientRequest, Watch>()
  readonly #connections = new Set<TappedConnection>()

  constructor(answerer: Answerer, exits: Exits) {
    this.#answerer = answerer
    this.#exits = exits
  }

  open(): void {
    subscribe(RESPONSE, this.#onResponse)
  }

  /** Ends the connections that are idle at once, and the others after the response, so that clients connect anew. */
  close(): void {
    unsubscribe(RESPONSE, this.#onResponse)
    for (const connection of this.#connections) connection.retire()
  }

  /**
   * Takes over a connection whose client has written `chunk`, the beginning of a request.
   *
   * @returns `false` where the client is none of `node:http`'s, or is about to speak another protocol.
   */
  take(connection: Connection, chunk: Buffer): boolean {
    const tapped = new TappedConnection(connection, this.#exits, (request, outgoing) =>
      this.#begin(connection, request, outgoing),
    )
    if (!tapped.begin(chunk)) return false
    this.#connections.add(tapped)
    connection.socket.once('close', () => this.#connections.delete(tapped))
    return true
  }

  #begin(connection: Connection, request: ClientRequest, outgoing: OutgoingRequest): void {
    const answer = this.#answerer.answer(outgoing)
    // At once, where that is possible: a client is told that it may use its buffer again when the network has taken
    // what is in it.
    if (answer instanceof Promise)
      void answer.then((settled) => this.#settle(settled, connection, request))
    else this.#settle(answer, connection, request)
  }

  #settle(answer: Answer, { socket, controller }: Connection, request: ClientRequest): void {
    if (socket.destroyed) {
      if (answer.kind === 'pass') answer.observer?.aborted()
      return
    }
    // The outlook may have changed while the request was on its way. To its client the server has just gone away.
    if (answer.kind !== 'pass') {
      socket.destroy(answer.kind === 'fail' ? answer.error : undefined)
      return
    }
    if (answer.observer) {
      this.#watched.set(request, new Watch(request.method, socket, answer.observer))
    }
    controller.passthrough()
  }

  readonly #onResponse = (message: unknown): void => {
    const { request, response } = message as { request: ClientRequest; response: IncomingMessage }
    const watch = this.#watched.get(request)
    if (!watch) return
    this.#watched.delete(request)
    // Node.js reads no content where nobody wants the response, and here it is wanted.
    if (request.listenerCount('response') === 0) request.once('response', () => response.resume())
    const { statusCode = 0, statusMessage = '', rawHeaders } = response
    const head = { status: statusCode, statusText: statusMessage, headers: fieldsOf(rawHeaders) }
    watch.response(head, piecesOf(response))
  }
}

/** One connection, and the request of it that is under way. */
class TappedConnection {
  readonly #connection: Connection
  readonly #origin: string
  readonly #exits: Exits
  readonly #onBegin: (request: ClientRequest, outgoing: OutgoingRequest) => void
  #request: ClientRequest | undefined
  #written: WrittenRequest | undefined

  constructor(
    connection: Connection,
    exits: Exits,
    onBegin: (request: ClientRequest, outgoing: OutgoingRequest) => void,
  ) {
    this.#connection = connection
    this.#origin = originOf(connection)
    this.#exits = exits
    this.#onBegin = onBegin
    connection.socket.on('data', this.#onData)
  }

  /** @returns whether `chunk` begins a request of which nothing but a response can come. */
  begin(chunk: Buffer): boolean {
    const request = clientOf(this.#connection)
    const written = request && WrittenRequest.from(chunk)
    if (!written || written.method === 'CONNECT' || isUpgrade(written)) {
      this.#connection.socket.off('data', this.#onData)
      return false
    }
    this.#request = request
    this.#written = written
    if (!written.complete)
      request.once('finish', () => written.end()).once('close', () => written.breakOff())
    this.#onBegin(request, {
      method: written.method,
      url: absoluteUrl(written.target, this.#origin),
      headers: written.headers,
      body: () => written.content(),
    })
    return true
  }

  retire(): void {
    const { socket } = this.#connection
    if (clientOf(this.#connection) === undefined) socket.destroy()
    // The event by which an agent gets its socket back.
    else socket.once('free', () => socket.destroy())
  }

  readonly #onData = (chunk: Buffer): void => {
    if (clientOf(this.#connection) === this.#request) {
      this.#written?.write(chunk)
      return
    }
    if (this.#exits.mayPass() && this.begin(chunk)) return
    this.#connection.socket.off('data', this.#onData)
    this.#exits.leave(this.#connection, chunk)
  }
}

/** The request of `node:http` that has the connection. Node.js keeps it there for its own listeners. */
function clientOf({ socket }: Connection): ClientRequest | undefined {
  const message: unknown = Reflect.get(socket, '_httpMessage')
  return message instanceof ClientRequest ? message : undefined
}

function isUpgrade({ headers }: WrittenRequest): boolean {
  return headers.some(({ name }) => name.toLowerCase() === 'upgrade')
}

/** The content of a response as the parser hands it on, of which the client misses nothing. */
function piecesOf(response: IncomingMessage): PieceReader {
  /** `null` is the end. */
  const pieces: (Uint8Array | null)[] = []
  let wake: (() => void) | undefined
  const push = response.push.bind(response)
  response.push = (chunk: Uint8Array | null, encoding?: BufferEncoding) => {
    pieces.push(chunk)
    wake?.()
    return push(chunk, encoding)
  }
  return {
    async read() {
      while (pieces.length === 0) await new Promise<void>((resolve) => (wake = resolve))
      return { value: pieces.shift() ?? undefined }
    },
  }
}
