import type { EventEmitter } from 'node:events'
import { HttpRequestInterceptor } from '@mswjs/interceptors/http'
import type { HttpRequestEventMap } from '@mswjs/interceptors'
import { Connections } from './connections.ts'
import type { Answer, Answerer, OutgoingRequest, ResponseHead, ResponseObserver } from './engine.ts'
import { Http2Bypass } from './http2-bypass.ts'
import { Watch } from './live-exchange.ts'
import { rawHeaders } from './raw-headers.ts'
import { RequestLine } from './request-line.ts'
import { RequestSockets } from './request-sockets.ts'
import { toResponse } from './to-response.ts'

/** What `@mswjs/interceptors`, which stands under both engines, tells of a request and of a response. */
type RequestEvent = HttpRequestEventMap['request']
type ResponseEvent = HttpRequestEventMap['response']

/** `RequestController.PENDING`: nothing has answered the request yet. */
const UNANSWERED = 0

/**
 * The HTTP requests of this process, at the sockets, which every HTTP/1.1 client passes.
 *
 * It is the last in line: other interceptors of the process (a test's own msw handlers or nock scopes) see
 * a request first, also those that began later, and what they answer never gets here.
 */
export class Wire {
  readonly #interceptor = new HttpRequestInterceptor()
  readonly #sockets = new RequestSockets()
  readonly #http2 = new Http2Bypass()
  /** The requests that went to the network and are being watched. */
  readonly #watched = new WeakMap<Request, Watch>()
  readonly #connections: Connections
  readonly #answerer: Answerer
  readonly #onRequest: (request: WireRequest) => unknown
  #line: RequestLine | undefined
  #listensForResponses = false

  /**
   * @param isAlone whether nobody else in this process may answer a request, as things stand.
   * @param onRequest is given each request that nothing else answered; the request waits for its promise.
   */
  constructor(
    answerer: Answerer,
    isAlone: () => boolean,
    onRequest: (request: WireRequest) => unknown,
  ) {
    this.#answerer = answerer
    this.#onRequest = onRequest
    this.#connections = new Connections(answerer, {
      mayServe: () => answerer.outlook === 'none-passes' && isAlone(),
      mayPass: () => answerer.outlook === 'all-pass' && isAlone(),
    })
  }

  open(): void {
    this.#sockets.open()
    this.#connections.open()
    this.#listen()
    // After the one that reads requests: only the first hears a connection's first bytes.
    this.#http2.open()
    this.#line = new RequestLine(() => {
      this.#interceptor.dispose()
      this.#listen()
    })
  }

  /** The answerer's outlook may be another one now. */
  outlookChanged(): void {
    this.#listenForResponses()
  }

  close(): void {
    this.#line?.leave()
    this.#http2.close()
    this.#interceptor.dispose()
    this.#connections.close()
    this.#sockets.close()
  }

  #listen(): void {
    this.#interceptor.apply()
    // The promise is handed back: the interceptor holds the request until it is settled.
    this.#interceptor.on('request', (event) => this.#request(event))
    this.#listensForResponses = false
    this.#listenForResponses()
  }

  /** Not where nothing is to be watched: a listener makes the interceptors copy every response. */
  #listenForResponses(): void {
    const wanted = this.#answerer.outlook !== 'none-passes'
    if (wanted && !this.#listensForResponses) this.#interceptor.on('response', this.#onResponse)
    if (!wanted) this.#interceptor.removeListener('response', this.#onResponse)
    this.#listensForResponses = wanted
  }

  #request(event: RequestEvent): unknown {
    if (event.controller.readyState !== UNANSWERED) return
    const socket = this.#sockets.of(event.initiator)
    return this.#onRequest(
      new WireRequest(event, socket, (observer) => {
        this.#watched.set(event.request, new Watch(event.request.method, socket, observer))
      }),
    )
  }

  readonly #onResponse = (event: ResponseEvent): void => {
    // Informational responses (RFC 9110, section 15.2) are followed by the final one.
    if (event.responseType === 'mock' || event.response.status < 200) return
    const watch = this.#watched.get(event.request)
    this.#watched.delete(event.request)
    watch?.response(headOf(event.response), event.response.body?.getReader())
  }
}

/** An intercepted request, in the terms of the engine port. */
export class WireRequest {
  readonly event: RequestEvent
  readonly outgoing: OutgoingRequest
  readonly #socket: EventEmitter | undefined
  readonly #watch: (observer: ResponseObserver) => void

  constructor(
    event: RequestEvent,
    socket: EventEmitter | undefined,
    watch: (observer: ResponseObserver) => void,
  ) {
    this.event = event
    this.#socket = socket
    this.#watch = watch
    const { request } = event
    this.outgoing = {
      method: request.method,
      url: request.url,
      headers: rawHeaders(request.headers),
      // nock leaves a body without content unusable, so that none is read where none was sent.
      body: async () =>
        hasContent(request) ? new Uint8Array(await request.arrayBuffer()) : new Uint8Array(0),
    }
  }

  /** Does with the request what the answer says. */
  settle(answer: Answer): void {
    const { controller } = this.event
    // Whoever gave the request up in the meantime needs no answer.
    if (controller.readyState !== UNANSWERED) return
    switch (answer.kind) {
      case 'respond':
        controller.respondWith(toResponse(answer, this.#socket))
        break
      case 'fail':
        controller.errorWith(answer.error)
        break
      case 'pass':
        // The interceptor performs what no listener handled.
        if (answer.observer) this.#watch(answer.observer)
        break
    }
  }
}

function headOf({ status, statusText, headers }: Response): ResponseHead {
  return { status, statusText, headers: rawHeaders(headers) }
}

/** RFC 9112, section 6.3: a request without a length and without a transfer coding has no content. */
function hasContent({ headers }: Request): boolean {
  return headers.has('transfer-encoding') || !/^0*$/.test(headers.get('content-length') ?? '')
}
