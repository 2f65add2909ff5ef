import { ExactNumber } from '../matching/json-body.ts'

/**
 * What is new in every response although the service is the same, in one place: a difference in these is
 * no change. Header fields whose value is a date need no name here: see `steadyText`.
 */
const VOLATILE_HEADERS: ReadonlySet<string> = new Set([
  // Timings.
  'age',
  'server-timing',
  'x-response-time',
  'x-runtime',
  // Request ids and traces.
  'b3',
  'baggage',
  'cf-ray',
  'request-id',
  'sentry-trace',
  'traceparent',
  'tracestate',
  'x-amz-cf-id',
  'x-amz-id-2',
  'x-amz-request-id',
  'x-amzn-requestid',
  'x-amzn-trace-id',
  'x-b3-parentspanid',
  'x-b3-spanid',
  'x-b3-traceid',
  'x-cloud-trace-context',
  'x-correlation-id',
  'x-github-request-id',
  'x-ms-request-id',
  'x-request-id',
  'x-trace-id',
  // Validators (RFC 9110, section 8.8), and what a client sends back of them.
  'etag',
  'if-modified-since',
  'if-none-match',
  'last-modified',
  // What is left of a quota, and when it is whole again.
  'ratelimit',
  'ratelimit-remaining',
  'ratelimit-reset',
  'retry-after',
  'x-ratelimit-remaining',
  'x-ratelimit-reset',
  'x-ratelimit-used',
  // Cloudflare puts a token of the request into it.
  'report-to',
  // Follows from the body and from how it is carried.
  'content-length',
  // The client's version and machine, not the service.
  'user-agent',
])

/** Members of JSON objects, case and `-_` left out: timings and request ids again. */
const VOLATILE_MEMBERS: ReadonlySet<string> = new Set([
  'correlationid',
  'durationms',
  'elapsed',
  'elapsedms',
  'requestid',
  'responsetime',
  'servertime',
  'spanid',
  'timestamp',
  'took',
  'tookms',
  'traceid',
  'uptime',
])

/** Names whose value, where it is a number of that size, is a time since the epoch. */
const TIME_NAME = /(?:at|date|exp|iat|nbf|time|timestamp)$/i

/** Claims of a JWT (RFC 7519, section 4.1) that are new in each. */
const VOLATILE_CLAIMS: ReadonlySet<string> = new Set(['auth_time', 'exp', 'iat', 'jti', 'nbf'])

const ISO_DATE_TIME = /\d{4}-\d\d-\d\d[T ]\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)?/g
/** RFC 9110, section 5.6.7: `IMF-fixdate`, and the hyphens that old servers put into cookies. */
const HTTP_DATE = /[A-Z][a-z]{2}, \d\d[ -][A-Z][a-z]{2}[ -]\d{4} \d\d:\d\d:\d\d GMT/g
const JWT = /\beyJ[\w-]{1,512}\.(eyJ[\w-]{1,8192})\.[\w-]*/g

/** Whether a header field of this name is new in every message. */
export function isVolatileHeader(name: string): boolean {
  return VOLATILE_HEADERS.has(name.toLowerCase())
}

/** Text with every date and time, and what is new in each JWT, replaced by a word for it. */
export function steadyText(text: string): string {
  return text
    .replace(ISO_DATE_TIME, '<time>')
    .replace(HTTP_DATE, '<time>')
    .replace(JWT, (whole, claims: string) => steadyClaims(claims) ?? whole)
}

/** A JSON value with everything volatile in it replaced by a word for it, so that two of them can be compared. */
export function steadyJson(value: unknown, name = ''): unknown {
  if (VOLATILE_MEMBERS.has(name.replace(/[-_]/g, '').toLowerCase())) return '<volatile>'
  if (typeof value === 'string') return steadyText(value)
  if (typeof value === 'number') return isTime(value, name) ? '<time>' : value
  if (Array.isArray(value)) return value.map((item) => steadyJson(item, name))
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return value
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, steadyJson(item, key)]),
  )
}

/** Seconds or milliseconds since the epoch, of 2001 to 2096. */
function isTime(value: number, name: string): boolean {
  const seconds = value > 1e11 ? value / 1000 : value
  return seconds > 1e9 && seconds < 4e9 && TIME_NAME.test(name)
}

function steadyClaims(encoded: string): string | undefined {
  try {
    const claims = JSON.parse(Buffer.from(encoded, 'base64url').toString()) as object
    const steady = Object.entries(claims).filter(([name]) => !VOLATILE_CLAIMS.has(name))
    return `<jwt ${JSON.stringify(steady)}>`
  } catch {
    return undefined
  }
}
