import type { EventEmitter } from 'node:events'
import { setImmediate as turn } from 'node:timers/promises'
import type { ResponseHead, ResponseObserver } from './engine.ts'

/** Reads the content of a response, a piece at a time; a web stream's reader is one. */
export interface PieceReader {
  /** @returns no value at the end. */
  read(): Promise<{ readonly value?: Uint8Array | undefined }>
}

/**
 * Watches one request that went to the network.
 *
 * What announces a response says nothing of a connection that broke, so the socket is watched for that beside it.
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

  /** @param content none where there is none. Its end may be missing where the connection ended it. */
  response(head: ResponseHead, content: PieceReader | undefined): void {
    this.#headed = true
    // RFC 9110, section 9.3.2: no content follows the head of a response to HEAD, whatever length it names.
    const reader = this.#method === 'HEAD' ? undefined : content
    this.#observer.response(head, this.#pieces(head, reader))
  }

  /** The body's pieces. A connection that ends the body and one that breaks it are told apart here. */
  async *#pieces(
    head: ResponseHead,
    reader: PieceReader | undefined,
  ): AsyncGenerator<Uint8Array, void> {
    try {
      if (!reader) return
      for (;;) {
        // What has arrived is in memory: once the connection is closed, a read that does not settle within
        // two turns of the event loop has nothing to come.
        const piece = await Promise.race([reader.read(), this.#closed.promise.then(twoTurns)])
        if (piece === 'closed') return this.#endWithConnection(head)
        if (!piece.value) return
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
  #endWithConnection({ headers }: ResponseHead): void {
    if (this.#error ? isAbort(this.#error) : !this.#endedByPeer) throw clientAbort()
    const delimited = headers.some(({ name }) =>
      /^(?:content-length|transfer-encoding)$/i.test(name),
    )
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
