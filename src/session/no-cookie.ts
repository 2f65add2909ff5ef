import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'

/** What Playwright's request context keeps from using its own jar, and what leaves no field on the wire. */
export const NO_COOKIE = ''

const ours = new AsyncLocalStorage<true>()

/**
 * Runs `send`, whose request carries `Cookie: ${NO_COOKIE}`, so that no Cookie field is sent at all.
 *
 * Playwright's request context has a jar of its own, and sends its cookies where a request has no Cookie field,
 * with those that our jar refused and those of a response still in flight. It can be neither switched off nor
 * emptied in time. An empty field keeps it out; before the field is sent, Node.js shows the request to
 * subscribers of `http.client.request.created`, and there it is taken away. Only our own requests are touched.
 *
 * A request with an Expect field is written at once (RFC 9110, section 10.1.1), so there the empty field stays.
 */
export function withoutCookie<T>(send: () => Promise<T>): Promise<T> {
  return ours.run(true, send)
}

subscribe('http.client.request.created', (message) => {
  if (ours.getStore() === undefined) return
  const { request } = message as { request: ClientRequest }
  if (request.getHeader('cookie') === NO_COOKIE && !request.headersSent) {
    request.removeHeader('cookie')
  }
})
