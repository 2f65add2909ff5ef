import type { APIResponse } from '@playwright/test'
import { withoutUserInfo } from './user-info.ts'

/** What an `HTTPError` is made of. */
export interface HTTPErrorInit {
  readonly method: string
  readonly response: APIResponse
  /** The start of the response's text. */
  readonly body: string
  /** The URL as the message shows it: without secrets, where it holds any. */
  readonly shownURL?: string
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
  /** The URL that answered, after redirects, without user info. */
  readonly url: string
  readonly method: string
  /** The response's text, at most 64 KiB of it. */
  readonly body: string
  // Not a property of its own: an error that is printed shows its properties, and these hold cookies.
  readonly #response: APIResponse

  constructor({ method, response, body, shownURL = response.url() }: HTTPErrorInit) {
    const reason = [response.status(), response.statusText()].filter(Boolean).join(' ')
    const url = withoutUserInfo(response.url())
    super(`HTTP ${reason}: ${method} ${withoutUserInfo(shownURL)}`)
    this.status = response.status()
    this.statusText = response.statusText()
    this.url = url
    this.method = method
    this.body = body
    this.#response = response
  }

  /** The response's header fields, as Playwright's `headersArray()` gives them. */
  get headers(): readonly { readonly name: string; readonly value: string }[] {
    return this.#response.headersArray()
  }

  get response(): APIResponse {
    return this.#response
  }
}

/** Whether `error` is an `HTTPError`, also of another copy of this package. */
export function isHTTPError(error: unknown): error is HTTPError {
  return error instanceof Error && error.name === 'HTTPError' && 'status' in error
}
