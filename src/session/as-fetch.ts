import { shareExchange } from './exchange.ts'
import type { Followed } from './follow.ts'
import { RequestHeaders } from './request-headers.ts'
import type { FetchOptions } from './request-options.ts'

/** Fetch standard, "null body status": responses that have no body, not even an empty one. */
const NULL_BODY_STATUSES: ReadonlySet<number> = new Set([204, 205, 304])

/** Sends a request, with its redirects. */
type Send = (url: string, options: FetchOptions) => Promise<Followed>

/**
 * A WHATWG `fetch` over a session's requests.
 *
 * @param start called at once by each `fetch`, while it can still be seen who called
 * @param baseURL what relative URLs are resolved by
 */
export function createFetch(
  start: () => Send,
  baseURL: string | undefined,
): typeof globalThis.fetch {
  return async (input, init) => {
    const send = start()
    const url = typeof input === 'string' && baseURL !== undefined ? new URL(input, baseURL) : input
    const request = new Request(url, init)
    const { signal } = request
    signal.throwIfAborted()
    const options = await optionsOf(request)
    try {
      const followed = await send(request.url, options)
      if (request.redirect === 'error' && isRedirect(followed))
        throw new Error('unexpected redirect')
      return await responseOf(followed)
    } catch (cause) {
      signal.throwIfAborted()
      throw new TypeError('fetch failed', { cause })
    }
  }
}

async function optionsOf(request: Request): Promise<FetchOptions> {
  const content = request.body === null ? undefined : Buffer.from(await request.arrayBuffer())
  return {
    method: request.method,
    headers: new RequestHeaders(request.headers).toObject(),
    signal: request.signal,
    failOnStatusCode: false,
    ...(content && { data: content }),
    ...(request.redirect !== 'follow' && { maxRedirects: 0 }),
  }
}

function isRedirect({ response }: Followed): boolean {
  const { location } = response.headers()
  return response.status() >= 300 && response.status() < 400 && location !== undefined
}

async function responseOf({ response, method, redirected }: Followed): Promise<Response> {
  const status = response.status()
  const hasBody = method !== 'HEAD' && !NULL_BODY_STATUSES.has(status)
  const body = hasBody ? new Uint8Array(await response.body()) : null
  // Playwright keeps a body until its context ends; this one is handed on.
  await response.dispose()
  const headers = new Headers()
  for (const { name, value } of response.headersArray()) headers.append(name, value)
  // Fetch standard, "url" getter: without its fragment.
  const url = response.url().replace(/#.*/s, '')
  const init = { status, statusText: response.statusText(), headers }
  const fetched = withOrigin(new Response(body, init), { url, redirected })
  shareExchange(response, fetched)
  return fetched
}

/** Says where a response came from, which the constructor of `Response` does not take. */
function withOrigin(response: Response, origin: { url: string; redirected: boolean }): Response {
  return Object.defineProperties(response, {
    type: { value: 'basic' },
    url: { value: origin.url },
    redirected: { value: origin.redirected },
    clone: { value: () => withOrigin(Response.prototype.clone.call(response), origin) },
  })
}
