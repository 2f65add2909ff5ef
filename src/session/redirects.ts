import type { RequestHeaders } from './request-headers.ts'

/** RFC 9110, section 15.4: the statuses that lead elsewhere by a Location field. */
const REDIRECT_STATUSES: ReadonlySet<number> = new Set([301, 302, 303, 307, 308])

/** Fields that describe a content, and go with it. Fetch standard, "request-body-header name". */
const CONTENT_FIELDS = [
  'content-encoding',
  'content-language',
  'content-length',
  'content-location',
  'content-type',
]

/** Where a response sends its client: an absolute URL, or `undefined` where it does not. */
export function redirectTarget(
  status: number,
  location: string | undefined,
  from: string,
): string | undefined {
  if (!REDIRECT_STATUSES.has(status) || !location) return undefined
  // Node.js reads field values as Latin-1; servers that send raw UTF-8 mean it as UTF-8, as browsers read it.
  const reference = Buffer.from(location, 'latin1').toString('utf8')
  if (!URL.canParse(reference, from)) {
    throw new Error(`uri requested responds with an invalid redirect URL: ${reference}`)
  }
  const target = new URL(reference, from)
  // RFC 9110, section 10.2.2: a Location without a fragment inherits that of the request.
  if (target.hash === '') target.hash = new URL(from).hash
  return target.href
}

/** The method of the request that follows a redirect. Fetch standard, "HTTP-redirect fetch", step 12. */
export function redirectedMethod(status: number, method: string): string {
  if ((status === 301 || status === 302) && method === 'POST') return 'GET'
  if (status === 303 && method !== 'GET' && method !== 'HEAD') return 'GET'
  return method
}

/** Takes away the fields that may not go on to `target`. */
export function dropRedirectedHeaders(
  headers: RequestHeaders,
  hop: { from: string; target: string; contentDropped: boolean },
): void {
  if (hop.contentDropped) headers.delete(...CONTENT_FIELDS)
  // Given by the caller for one place only; the jar knows what the next one gets.
  headers.delete('cookie', 'host')
  // Fetch standard, "HTTP-redirect fetch", step 13.
  if (new URL(hop.from).origin !== new URL(hop.target).origin) headers.delete('authorization')
}
