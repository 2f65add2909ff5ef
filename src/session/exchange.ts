import { AsyncLocalStorage } from 'node:async_hooks'
import { subscribe } from 'node:diagnostics_channel'
import type { ClientRequest } from 'node:http'
import type { APIResponse } from '@playwright/test'
import { fieldValues, type HeaderField } from '../interaction/header-fields.ts'
import type { Hop } from './follow.ts'
import { printBriefly } from './print-briefly.ts'

/** One request of a session, and which cookies its response asked to set. */
export interface Exchange {
  readonly method: string
  /** Absolute. */
  readonly url: string
  /** The request's header fields as they were sent, Cookie and those that Playwright adds included. */
  readonly headers: readonly HeaderField[]
  /** The values of the response's Set-Cookie fields; empty as long as there is no response. */
  readonly setCookie: readonly string[]
  /** The request whose response redirected to this one. */
  readonly redirectedFrom: Exchange | undefined
}

/** An exchange that is under way. */
type OpenExchange = { -readonly [Key in keyof Exchange]: Exchange[Key] }

const ofResponse = new WeakMap<object, Exchange>()
const current = new AsyncLocalStorage<OpenExchange>()

/**
 * What was sent for a response: the last request, after redirects.
 *
 * @returns `undefined` for a response that no session got
 *
 * @example
 * exchangeOf(await session.get('/orders'))?.headers
 */
export function exchangeOf(response: object): Exchange | undefined {
  return ofResponse.get(response)
}

/**
 * Sends one request, and ties to its response what was sent.
 *
 * @param send sends it; it gets the exchange as it begins, whose header fields are those that the hop names
 */
export async function exchanging(
  { method, url, headers, redirectedBy }: Omit<Hop, 'content'>,
  send: (exchange: Exchange) => Promise<APIResponse>,
): Promise<APIResponse> {
  const exchange: OpenExchange = {
    method,
    url,
    headers: Array.from(headers, ([name, value]) => ({ name, value })),
    setCookie: [],
    redirectedFrom: redirectedBy && exchangeOf(redirectedBy),
  }
  const response = await current.run(exchange, () => send(exchange))
  exchange.setCookie = fieldValues(response.headersArray(), 'set-cookie')
  ofResponse.set(response, exchange)
  printBriefly(response, `${method} ${url} -> ${response.status()} ${response.statusText()}`)
  return response
}

/** Says that `copy` is the same response in another form. */
export function shareExchange(response: APIResponse, copy: object): void {
  const exchange = exchangeOf(response)
  if (exchange) ofResponse.set(copy, exchange)
}

/**
 * Playwright adds fields of its own (User-Agent, Accept, Content-Type) and tells nobody. Node.js announces each
 * request as its head goes out, in the async context of the call that made it.
 */
subscribe('http.client.request.start', (message) => {
  const exchange = current.getStore()
  if (exchange) exchange.headers = fieldsOf((message as { request: ClientRequest }).request)
})

function fieldsOf(request: ClientRequest): HeaderField[] {
  return request
    .getRawHeaderNames()
    .flatMap((name) =>
      [request.getHeader(name) ?? []].flat().map((value) => ({ name, value: String(value) })),
    )
}
