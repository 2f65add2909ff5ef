import type { APIResponse, HTTPCredentials } from '@playwright/test'
import type { RequestHeaders } from './request-headers.ts'

/** Playwright's `httpCredentials` option. */
type HttpCredentials = HTTPCredentials | HTTPCredentials[]

/** `httpCredentials` as Playwright applies them, done here so that the cookies of a 401 reach the jar too. */
export class Credentials {
  readonly #list: readonly HTTPCredentials[]

  constructor(credentials: HttpCredentials | undefined) {
    this.#list = [credentials ?? []].flat()
  }

  /** Adds those that are sent before they are asked for (`send: 'always'`). */
  addAlways(headers: RequestHeaders, url: string): void {
    const credential = this.#find(url)
    if (credential?.send === 'always') headers.set('authorization', basic(credential))
  }

  /** Adds those that a 401 response asked for, and says whether it did. */
  answerChallenge(headers: RequestHeaders, response: APIResponse, url: string): boolean {
    const credential = this.#find(url)
    const challenge = response.headers()['www-authenticate']?.trim() ?? ''
    const asked = response.status() === 401 && challenge.startsWith('Basic')
    if (!credential || !asked || headers.get('authorization') !== undefined) return false
    headers.set('authorization', basic(credential))
    return true
  }

  #find(url: string): HTTPCredentials | undefined {
    const { origin } = new URL(url)
    return this.#list.find((item) => !item.origin || item.origin.toLowerCase() === origin)
  }
}

/** RFC 7617, section 2. */
function basic({ username, password }: HTTPCredentials): string {
  return `Basic ${Buffer.from(`${username}:${password}`).toString('base64')}`
}
