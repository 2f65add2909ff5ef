import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import type { Answerer, OutgoingRequest } from './engine.ts'
import { absoluteUrl, type Connection } from './connection.ts'
import { fieldsOf } from './raw-headers.ts'
import { ServedSocket, type Exits } from './served-socket.ts'
import { writeAnswer } from './write-answer.ts'

/** Larger than any header section that a recorded server has taken. */
const MAX_HEADER_BYTES = 1024 * 1024

/**
 * The other end of connections whose every request gets an answer: a `node:http` server that listens nowhere.
 *
 * It reads requests and writes responses with the parser and the writer of Node.js. The interceptors' own way makes of
 * each exchange a WHATWG request, a response and their streams, which costs several times as much; it is for connections
 * of which a request may pass, or for which somebody else listens too.
 */
export class AnsweringServer {
  readonly #answerer: Answerer
  readonly #exits: Exits
  readonly #server: Server
  readonly #sockets = new Set<ServedSocket>()

  constructor(answerer: Answerer, exits: Exits) {
    this.#answerer = answerer
    this.#exits = exits
    this.#server = createServer({
      maxHeaderSize: MAX_HEADER_BYTES,
      requireHostHeader: false,
      // A client waits as long as its own clock says.
      keepAliveTimeout: 0,
      requestTimeout: 0,
      headersTimeout: 0,
    })
    const answer = (request: IncomingMessage, response: ServerResponse): void =>
      void this.#answer(request, response)
    this.#server.on('request', answer)
    // RFC 9110, section 10.1.1: an unknown expectation was for the recorded server to judge.
    this.#server.on('checkExpectation', answer)
    this.#server.on('connect', (request, socket) => void this.#openTunnel(request, socket))
    this.#server.on('clientError', (error, socket) => socket.destroy(error))
  }

  /** Takes over a connection whose client has written `chunk`. */
  serve(connection: Connection, chunk: Buffer): void {
    const socket = new ServedSocket(connection, this.#exits)
    this.#sockets.add(socket)
    socket.once('close', () => this.#sockets.delete(socket))
    this.#server.emit('connection', socket)
    socket.push(chunk)
  }

  /** Ends all connections: those that are idle at once, the others after the response. */
  close(): void {
    for (const socket of this.#sockets) socket.retire()
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const socket = request.socket as Duplex as ServedSocket
    const { method = '', url = '' } = request
    const answer = await this.#answerer.answer(
      outgoing(request, method, absoluteUrl(url, socket.origin)),
    )
    // Whoever gave the request up in the meantime needs no answer.
    if (!socket.destroyed) await writeAnswer(answer, response, socket)
    // A response may come before all of the request.
    if (request.complete) socket.exchangeEnds()
    else request.once('close', () => socket.exchangeEnds())
  }

  /** RFC 9110, section 9.3.6: after a 2xx response to CONNECT, what follows belongs to the tunnel. */
  async #openTunnel(request: IncomingMessage, duplex: Duplex): Promise<void> {
    const socket = duplex as ServedSocket
    const { url: authority = '' } = request
    const answer = await this.#answerer.answer(outgoing(request, 'CONNECT', authority))
    if (answer.kind !== 'respond') socket.destroy(answer.kind === 'fail' ? answer.error : undefined)
    if (answer.kind !== 'respond' || socket.destroyed) return
    const { status, statusText } = answer.head
    socket.write(`HTTP/1.1 ${status} ${statusText}\r\n\r\n`, () => {
      this.#exits.hold(socket.enterTunnel(authority))
    })
  }
}

function outgoing(request: IncomingMessage, method: string, url: string): OutgoingRequest {
  // What records sees no content of GET and HEAD, for which WHATWG requests have no place.
  const mayCarryContent = method !== 'GET' && method !== 'HEAD'
  return {
    method,
    url,
    headers: fieldsOf(request.rawHeaders),
    body: async () => (mayCarryContent ? contentOf(request) : new Uint8Array(0)),
  }
}

async function contentOf(request: IncomingMessage): Promise<Uint8Array> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks)
}
