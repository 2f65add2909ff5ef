import type { APIResponse } from '@playwright/test'
import { exchangeOf, type Exchange } from '../session/exchange.ts'
import type { Session } from '../session/session.ts'
import { wrongKind } from './wrong-kind.ts'

/** What tells which request was sent. */
export type Sender = Session | APIResponse | Response

/**
 * The request that led to a response, or a session's last one.
 *
 * @throws TypeError for anything else, and for a session that has sent nothing
 */
export function sentRequest(assertion: string, sender: unknown): Exchange {
  if (typeof sender === 'object' && sender !== null) {
    const exchange = exchangeOf(sender)
    if (exchange) return exchange
    if ('lastExchange' in sender) {
      if (sender.lastExchange !== undefined) return sender.lastExchange as Exchange
      throw new TypeError(`${assertion}: the session has sent no request yet`)
    }
  }
  throw wrongKind(
    assertion,
    'a session (its last request counts) or a response that a session got',
    sender,
  )
}

/** What a message calls a request. */
export function requestLine({ method, url }: Exchange): string {
  return `${method} ${url}`
}
