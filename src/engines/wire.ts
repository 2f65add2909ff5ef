import { EventEmitter } from 'node:events'
import { Duplex } from 'node:stream'
import type { HttpRequestEventMap } from '@mswjs/interceptors'
import type { Answer, OutgoingRequest, ResponseObserver } from './engine.ts'
import { rawHeaders } from './raw-headers.ts'

/** What `@mswjs/interceptors`, which stands under both engines, tells of a request and of a response. */
export type RequestEvent = HttpRequestEventMap['request']
export type ResponseEvent = HttpRequestEventMap['response']

/** An intercepted request in the terms of the engine port. */
export function outgoing(request: Request): OutgoingRequest {
  return {
    method: request.method,
    url: request.url,
    headers: rawHeaders(request.headers),
    body: async () => new Uint8Array(await request.arrayBuffer()),
  }
}

/** Statuses whose response has no content (Fetch standard, "null body status"). */
const NULL_BODY_STATUSES = new Set([101, 103, 204, 205, 304])

/** The WHATWG response of an answer. Header fields stay pairs, so that their case and number survive. */
export function toResponse(
  answer: Extract<Answer, { kind: 'respond' }>,
  { initiator }: Pick<RequestEvent, 'initiator'>,
): Response {
  const { status, statusText, headers } = answer.head
  const { body } = answer
  const content = body instanceof ReadableStream ? breakingWith(body, initiator) : body
  return new Response(
    NULL_BODY_STATUSES.has(status) ? null : (content as Uint8Array<ArrayBuffer>),
    {
      status,
      statusText,
      headers: headers.map(({ name, value }): [string, string] => [name, value]),
    },
  )
}

/** Node.js's words for a connection that the other side closed too early: the socket itself has no error then. */
const HANG_UP = 'socket hang up'

/**
 * A body whose error is that of the client's socket: the interceptors only close the socket, without saying why.
 *
 * @param initiator the client's socket.
 */
function breakingWith(body: ReadableStream<Uint8Array>, initiator: unknown): ReadableStream {
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        const { message } = error as Error
        if (initiator instanceof Duplex && message !== HANG_UP) initiator.destroy(error as Error)
        controller.error(error)
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}

/**
 * The requests that went to the network and are being watched.
 *
 * The interceptors announce a response but never a connection that broke, so the socket is watched for
 * that beside them.
 */
export class LiveExchanges {
  readonly #watched = new WeakMap<Request, Watch>()

  watch(event: RequestEvent, observer: ResponseObserver): void {
    this.#watched.set(event.request, new Watch(event.initiator, observer))
  }

  response(event: ResponseEvent): void {
    // Informational responses (RFC 9110, section 15.2) are followed by the final one.
    if (event.responseType === 'mock' || event.response.status < 200) return
    const watch = this.#watched.get(event.request)
    this.#watched.delete(event.request)
    watch?.response(event.response, event.request.method)
  }
}

class Watch {
  readonly #observer: ResponseObserver
  readonly #emitter: EventEmitter | undefined
  readonly #closed = Promise.withResolvers<'closed'>()
  #error: NodeJS.ErrnoException | undefined
  #headed = false
  /** Whether the other side closed the connection; where it did not and nothing failed, the client did. */
  #endedByPeer = false

  constructor(initiator: unknown, observer: ResponseObserver) {
    this.#observer = observer
    if (!(initiator instanceof EventEmitter)) return
    this.#emitter = initiator
    initiator.once('error', this.#onError)
    initiator.once('end', this.#onEnd)
    initiator.once('close', this.#onClose)
  }

  readonly #onError = (error: Error): void => {
    this.#error = error
  }

  readonly #onEnd = (): void => {
    this.#endedByPeer = true
  }

  readonly #onClose = (): void => {
    this.#closed.resolve('closed')
    if (this.#headed) return
    if (this.#error && !isAbort(this.#error)) this.#observer.failure(this.#error)
    else if (this.#endedByPeer) this.#observer.failure(connectionReset())
    else this.#observer.aborted()
  }

  response(response: Response, method: string): void {
    this.#headed = true
    const headers = rawHeaders(response.headers)
    const { status, statusText } = response
    this.#observer.response({ status, statusText, headers }, this.#pieces(response, method))
  }

  /**
   * The body's pieces. The interceptors' stream stays open for ever where the connection ends the body or
   * breaks it, so that both are told apart here.
   */
  async *#pieces(response: Response, method: string): AsyncGenerator<Uint8Array> {
    // The interceptors' parser does not know of HEAD and waits for the body whose length the fields give.
    const reader = method === 'HEAD' ? undefined : response.body?.getReader()
    try {
      for (;;) {
        if (!reader) return
        const next = reader.read()
        // What has arrived is in memory: once the connection is closed, a read that does not settle within
        // two turns of the event loop has nothing to come.
        const piece = await Promise.race([next, this.#closed.promise.then(twoTurns)])
        if (piece === 'closed') return this.#endWithConnection(response)
        if (piece.done) return
        yield piece.value
      }
    } finally {
      this.#emitter?.off('error', this.#onError)
      this.#emitter?.off('end', this.#onEnd)
      this.#emitter?.off('close', this.#onClose)
    }
  }

  /**
   * RFC 9112, section 6.3: "the message body length is determined by the number of octets received prior to
   * the server closing the connection", where neither a length nor a transfer coding is given.
   */
  #endWithConnection(response: Response): void {
    if (this.#error ? isAbort(this.#error) : !this.#endedByPeer) throw clientAbort()
    const delimited =
      response.headers.has('content-length') || response.headers.has('transfer-encoding')
    if (delimited || this.#error?.code === 'ECONNRESET') throw this.#error ?? connectionReset()
  }
}

async function twoTurns(closed: 'closed'): Promise<'closed'> {
  await new Promise((resolve) => setImmediate(() => setImmediate(resolve)))
  return closed
}

/** Errors by which clients take their own request back. */
function isAbort({ name, code = '', message }: NodeJS.ErrnoException): boolean {
  if (name === 'AbortError' || ['ABORT_ERR', 'UND_ERR_ABORTED'].includes(code)) return true
  // undici has one code for all connections that it closes itself, also for those that have served their purpose.
  return code === 'UND_ERR_INFO' && message === 'aborted'
}

function clientAbort(): NodeJS.ErrnoException {
  return Object.assign(new Error('This operation was aborted'), { code: 'ABORT_ERR' })
}

function connectionReset(): NodeJS.ErrnoException {
  return Object.assign(new Error(HANG_UP), { code: 'ECONNRESET' })
}
