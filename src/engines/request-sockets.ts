import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import { EventEmitter } from 'node:events'
import type { Socket } from 'node:net'

/** undici, which is also Node's `fetch`, announces on it each request before it writes the head to the socket. */
const SEND_HEADERS = 'undici:client:sendHeaders'

/**
 * Knows on which socket a request travels, which alone tells how a connection ended.
 *
 * An intercepted request names its initiator. That is its socket, but where `fetch` or `node:http` are
 * patched too (nock and msw's `setupServer` do), it is the `Request` or the `ClientRequest`.
 */
export class RequestSockets {
  readonly #context = new AsyncLocalStorage<Socket>()

  open(): void {
    subscribe(SEND_HEADERS, this.#onSendHeaders)
  }

  close(): void {
    unsubscribe(SEND_HEADERS, this.#onSendHeaders)
  }

  /** The socket of the request that is being handled, where it is known. */
  of(initiator: unknown): EventEmitter | undefined {
    if (initiator instanceof Request) return this.#context.getStore()
    const { socket } = initiator as { socket?: unknown }
    if (socket instanceof EventEmitter) return socket
    return initiator instanceof EventEmitter ? initiator : undefined
  }

  /** What the head's bytes set off, the intercepted request too, happens in the context that is entered here. */
  readonly #onSendHeaders = (message: unknown): void => {
    this.#context.enterWith((message as { socket: Socket }).socket)
  }
}
