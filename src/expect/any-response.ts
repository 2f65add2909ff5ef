import type { APIResponse, Response as PageResponse } from '@playwright/test'
import type { HeaderField } from '../interaction/header-fields.ts'
import { exchangeOf } from '../session/exchange.ts'

/** A response of a session, of Playwright's `request` or of `fetch`. */
export type AnyResponse = APIResponse | Response

/** A response as an assertion looks at it. */
export interface SeenResponse {
  /** What a message calls it: `GET https://…`, without the method where nobody knows it. */
  readonly request: string
  readonly status: number
  readonly statusText: string
  /** `undefined` where they can only be had asynchronously: a page's response. */
  readonly headers: readonly HeaderField[] | undefined
}

/** `response` as an assertion looks at it, or `undefined` where it is none. */
export function seenResponse(response: unknown): SeenResponse | undefined {
  if (response instanceof Response) return ofFetch(response)
  if (typeof response !== 'object' || response === null) return undefined
  if (!('status' in response) || typeof response.status !== 'function') return undefined
  const { method } = exchangeOf(response) ?? {}
  const any = response as APIResponse | PageResponse
  const headers = 'request' in any ? undefined : any.headersArray()
  return {
    request: [method ?? ('request' in any ? any.request().method() : undefined), any.url()]
      .filter((part) => part !== undefined)
      .join(' '),
    status: any.status(),
    statusText: any.statusText(),
    headers,
  }
}

function ofFetch(response: Response): SeenResponse {
  return {
    request: response.url === '' ? 'a response' : response.url,
    status: response.status,
    statusText: response.statusText,
    // Several Set-Cookie fields come as several entries.
    headers: Array.from(response.headers, ([name, value]) => ({ name, value })),
  }
}
