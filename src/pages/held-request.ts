import type { CDPSession, Request, Route } from '@playwright/test'
import type { OutgoingRequest } from '../engines/engine.ts'
import type { HeaderField } from '../interaction/header-fields.ts'
import { withoutOwnStep } from '../session/own-step.ts'
import { headersObject, type ErrorReason, type PageResponse } from './page-response.ts'

/** A page's request that waits for what becomes of it. */
export interface HeldRequest {
  readonly request: OutgoingRequest
  respond(response: PageResponse): Promise<void>
  fail(reason: ErrorReason): Promise<void>
  /** Lets the browser send it. */
  pass(): Promise<void>
}

/** A request that Playwright routes, with the Cookie field that the browser chose for it. */
export async function routedRequest(route: Route): Promise<HeldRequest> {
  const request = route.request()
  // What answers a page has no line in the test: Playwright would look for one in vain, at each call.
  const call = <T>(title: string, made: () => Promise<T>): Promise<T> =>
    withoutOwnStep(route, `route.${title}`, undefined, made)
  const headers = headersAtHand(request) ?? (await call('request', () => request.headersArray()))
  const body = request.postDataBuffer() ?? new Uint8Array()
  return {
    request: {
      method: request.method(),
      url: withoutFragment(request.url()),
      headers,
      body: () => Promise.resolve(body),
    },
    respond: ({ status, headers, body }) =>
      call('fulfill', () => route.fulfill({ status, headers: headersObject(headers), body })),
    // Playwright's words are those of the DevTools protocol, in lower case.
    fail: (reason) => call('abort', () => route.abort(reason.toLowerCase())),
    pass: () => route.fallback(),
  }
}

/** Playwright's own request: the fields with which Chromium announced it, and what a test's route changed. */
interface PlaywrightRequest {
  readonly _provisionalHeaders?: { headersArray?(): readonly HeaderField[] }
  readonly _fallbackOverrides?: { readonly headers?: unknown }
}

/**
 * The header fields that Chromium gave with the request, Cookie among them. Playwright's public way to them waits for
 * what Chromium says of the request later, which is the same and takes a sixth of the time that a page's fetch takes.
 *
 * @returns `undefined` where a release of Playwright has them no more, and where a test's own route changed them
 */
function headersAtHand(request: Request): readonly HeaderField[] | undefined {
  const { _provisionalHeaders: given, _fallbackOverrides: changed } = request as PlaywrightRequest
  return changed && changed.headers === undefined ? given?.headersArray?.() : undefined
}

/** What this needs of the event `Fetch.requestPaused` of the DevTools protocol. */
export interface PausedEvent {
  readonly requestId: string
  readonly request: {
    readonly method: string
    readonly url: string
    readonly headers: Readonly<Record<string, string>>
    /** Base64. */
    readonly postDataEntries?: readonly { readonly bytes?: string }[]
  }
}

/** A request that Chromium's own interception holds back. */
export function pausedRequest(session: CDPSession, event: PausedEvent): HeldRequest {
  const { requestId } = event
  const { method, url, headers, postDataEntries = [] } = event.request
  const body = Buffer.concat(postDataEntries.map(({ bytes = '' }) => Buffer.from(bytes, 'base64')))
  return {
    request: {
      method,
      url: withoutFragment(url),
      headers: Object.entries(headers).map(([name, value]) => ({ name, value })),
      body: () => Promise.resolve(body),
    },
    async respond({ status, headers, body }) {
      await session.send('Fetch.fulfillRequest', {
        requestId,
        responseCode: status,
        responseHeaders: [...headers],
        body: body.toString('base64'),
      })
    },
    async fail(errorReason) {
      await session.send('Fetch.failRequest', { requestId, errorReason })
    },
    async pass() {
      await session.send('Fetch.continueRequest', { requestId })
    },
  }
}

/** RFC 9110, section 4.2.5: fragments are not sent. */
export function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '')
}
