import type { EventEmitter } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import type { ResponseObserver } from './engine.ts'
import { rawHeaders } from './raw-headers.ts'

/**
 * Watches one request that went to the network.
 *
 * The interceptors announce a response but never a connection that broke, so the socket is watched for
 * that beside them.
 */
export class Watch {
  readonly #method: string
  readonly #observer: ResponseObserver
  readonly #socket: EventEmitter | undefined
  readonly #closed = Promise.withResolvers<'closed'>()
  #error: NodeJS.ErrnoException | undefined
  #headed = false
  /** Whether the other side closed the connection; where it did not and nothing failed, the client did. */
  #endedByPeer = false

  /**
   * @param method of the request.
   * @param socket on which it travels, where that is known.
   */
  constructor(method: string, socket: EventEmitter | undefined, observer: ResponseObserver) {
    this.#method = method
    this.#observer = observer
    this.#socket = socket
    socket?.once('error', this.#onError)
    socket?.once('end', this.#onEnd)
    socket?.once('close', this.#onClose)
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

  response(response: Response): void {
    this.#headed = true
    const headers = rawHeaders(response.headers)
    const { status, statusText } = response
    this.#observer.response({ status, statusText, headers }, this.#pieces(response))
  }

  /**
   * The body's pieces. The interceptors' stream stays open for ever where the connection ends the body or
   * breaks it, so that both are told apart here.
   */
  async *#pieces(response: Response): AsyncGenerator<Uint8Array> {
    // RFC 9110, section 9.3.2: no content follows the head of a response to HEAD, whatever length it names.
    const reader = this.#method === 'HEAD' ? undefined : response.body?.getReader()
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
      this.#socket?.off('error', this.#onError)
      this.#socket?.off('end', this.#onEnd)
      this.#socket?.off('close', this.#onClose)
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
  await turn()
  await turn()
  return closed
}

/** Errors by which clients take their own request back; undici says `UND_ERR_INFO` of an aborted `fetch`. */
function isAbort(error: NodeJS.ErrnoException): boolean {
  const { name, message, code = '' } = error
  if (code === 'UND_ERR_INFO') return message === 'aborted'
  return name === 'AbortError' || ['ABORT_ERR', 'UND_ERR_ABORTED'].includes(code)
}

function clientAbort(): NodeJS.ErrnoException {
  return Object.assign(new Error('This operation was aborted'), { code: 'ABORT_ERR' })
}

function connectionReset(): NodeJS.ErrnoException {
  return Object.assign(new Error('socket hang up'), { code: 'ECONNRESET' })
}
