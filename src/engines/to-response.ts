import type { EventEmitter } from 'node:events'
import { Duplex } from 'node:stream'
import type { Answer } from './engine.ts'

/** Statuses whose response has no content (Fetch standard, "null body status"). */
const NULL_BODY_STATUSES = new Set([101, 103, 204, 205, 304])

/**
 * The WHATWG response of an answer. Header fields stay pairs, so that their case and number survive.
 *
 * @param socket the client's, where it is known.
 */
export function toResponse(
  { head, body }: Extract<Answer, { kind: 'respond' }>,
  socket: EventEmitter | undefined,
): Response {
  const { status, statusText, headers } = head
  const content = body instanceof ReadableStream ? breakingWith(body, socket) : body
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

/** A body whose error is that of the client's socket: the interceptors only close the socket, without saying why. */
function breakingWith(
  body: ReadableStream<Uint8Array>,
  socket: EventEmitter | undefined,
): ReadableStream {
  const reader = body.getReader()
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reader.read()
        if (done) controller.close()
        else controller.enqueue(value)
      } catch (error) {
        const { message } = error as Error
        if (socket instanceof Duplex && message !== HANG_UP) socket.destroy(error as Error)
        controller.error(error)
      }
    },
    cancel: (reason) => reader.cancel(reason),
  })
}
