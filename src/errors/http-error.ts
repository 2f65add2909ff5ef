import type { APIResponse } from '@playwright/test'

/** What an `HTTPError` is made of. */
export interface HTTPErrorInit {
  readonly method: string
  readonly response: APIResponse
  /** The start of the response's text. */
  readonly body: string
}

/**
 * A response whose status is not a success, where `failOnStatusCode` asked for one. The session goes on.
 *
 * @example
 * try {
 *   await session.get('/admin', { failOnStatusCode: true })
 * } catch (error) {
 *   if (isHTTPError(error)) console.log(error.status, error.statusText) // 403 Forbidden
 * }
 */
export class HTTPError extends Error {
  override name = 'HTTPError' as const
  readonly status: number
  readonly statusText: string
  /** The URL that answered, after redirects. */
  readonly url: string
  readonly method: string
  /** The response's header fields, as Playwright's `headersArray()` gives them. */
  readonly headers: readonly { readonly name: string; readonly value: string }[]
  /** The response's text, at most 64 KiB of it. */
  readonly body: string
  readonly response: APIResponse

  constructor({ method, response, body }: HTTPErrorInit) {
    const reason = [response.status(), response.statusText()].filter(Boolean).join(' ')
    super(`HTTP ${reason}: ${method} ${response.url()}`)
    this.status = response.status()
    this.statusText = response.statusText()
    this.url = response.url()
    this.method = method
    this.headers = response.headersArray()
    this.body = body
    this.response = response
  }
}

/** Whether `error` is an `HTTPError`, also of another copy of this package. */
export function isHTTPError(error: unknown): error is HTTPError {
  return error instanceof Error && error.name === 'HTTPError' && 'status' in error
}
