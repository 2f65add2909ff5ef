import type { APIResponse } from '@playwright/test'
import { fieldValue } from '../interaction/header-fields.ts'
import type { Credentials } from './credentials.ts'
import { named } from './named.ts'
import { dropRedirectedHeaders, redirectedMethod, redirectTarget } from './redirects.ts'
import type { RequestHeaders } from './request-headers.ts'
import type { Content } from './request-options.ts'

/** One request of a call: what it is sent with. */
export interface Hop {
  readonly method: string
  /** Absolute. */
  readonly url: string
  readonly headers: RequestHeaders
  readonly content: Content
  /** The response that led here. */
  readonly redirectedBy?: APIResponse
}

/** How a call goes on after a response. */
export interface FollowOptions {
  /** Playwright's name of the call, by which its error messages begin. */
  readonly api: string
  readonly credentials: Credentials
  /** 0: a redirect is not followed, and is no error. */
  readonly maxRedirects: number
}

/** The response that a call ended with. */
export interface Followed {
  readonly response: APIResponse
  /** That of the last hop. */
  readonly method: string
  /** Whether a redirect led there. */
  readonly redirected: boolean
}

/**
 * Sends a request, answers the 401 that asks for credentials, and follows redirects by RFC 9110, section 15.4,
 * and the Fetch standard, "HTTP-redirect fetch".
 *
 * @param send sends one hop
 * @throws where more than `maxRedirects` would be needed, and for a Location that is no URL
 */
export async function follow(
  first: Hop,
  { api, credentials, maxRedirects }: FollowOptions,
  send: (hop: Hop) => Promise<APIResponse>,
): Promise<Followed> {
  let hop = first
  credentials.addAlways(hop.headers, hop.url)
  for (let redirects = 0; ;) {
    const response = await send(hop)
    if (credentials.answerChallenge(hop.headers, response, hop.url)) continue
    const target = maxRedirects > 0 ? targetOf(api, response, hop.url) : undefined
    if (target === undefined) return { response, method: hop.method, redirected: redirects > 0 }
    if (redirects++ === maxRedirects) {
      throw new Error(`apiRequestContext.${api}: Max redirect count exceeded`)
    }
    hop = redirectedHop(hop, response, target)
  }
}

function targetOf(api: string, response: APIResponse, from: string): string | undefined {
  const location = fieldValue(response.headersArray(), 'location')
  return named(api, () => redirectTarget(response.status(), location, from))
}

function redirectedHop(hop: Hop, redirectedBy: APIResponse, target: string): Hop {
  const method = redirectedMethod(redirectedBy.status(), hop.method)
  const contentDropped = method !== hop.method
  dropRedirectedHeaders(hop.headers, { from: hop.url, target, contentDropped })
  const content = contentDropped ? {} : hop.content
  return { method, url: target, headers: hop.headers, content, redirectedBy }
}
