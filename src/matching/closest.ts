import type { RequestDifference } from '../errors/cassette-miss-error.ts'
import { fieldValue } from '../interaction/header-fields.ts'
import type { Interaction, RecordedRequest } from '../interaction/interaction.ts'
import { jsonPaths, partName, readBody, sha256, utf8, type Body } from './body.ts'
import type { Comparison } from '../interaction/comparison.ts'
import { cookiePairs } from './cookies.ts'
import { jsonDifferences } from './json-body.ts'
import type { MatchOptions } from './match-options.ts'
import { queryPairs } from './url.ts'

/** The recording that is most like a request, with what tells them apart. */
export interface Closest {
  /** Its place in the cassette, from 1. */
  readonly number: number
  readonly request: RecordedRequest
  readonly differences: readonly RequestDifference[]
}

/** What `closest` has to know beside the requests. */
export interface ClosestContext {
  /** Places, from 0, of those that have answered already. */
  readonly used: ReadonlySet<number>
  readonly options: MatchOptions
  readonly comparison: Comparison
  /** The request as it was sent, with the secrets that do not count. */
  readonly sent: RecordedRequest
}

/**
 * What a difference weighs: a recording of the same path is shown before one of the same method, and that of
 * another server, whose port may be another one in each run, before both.
 */
const WEIGHTS: Readonly<Record<string, number>> = { origin: 10, method: 100, path: 1_000 }

/** The interaction most like `request`, unused ones first. */
export function closest(
  request: RecordedRequest,
  interactions: readonly Interaction[],
  { used, options, comparison, sent }: ClosestContext,
): Closest | undefined {
  let best: { closest: Closest; score: number; counting: MatchOptions } | undefined
  comparison.learn(interactions.map(({ request }) => request))
  const sentFields = comparison.head(sent).counted
  for (const [index, interaction] of interactions.entries()) {
    const recorded = comparison.whole(interaction.request)
    if (!comparable(recorded, request)) continue
    const recordedFields = comparison.head(interaction.request).counted
    const headers = new Set([...(options.headers ?? []), ...recordedFields, ...sentFields])
    const counting = { ...options, headers: [...headers] }
    const differences = compare(recorded, request, counting)
    if (differences.length > 1 && differences.some(({ field }) => field === 'path')) continue
    const weight = differences.reduce((sum, { field }) => sum + (WEIGHTS[field] ?? 1), 0)
    const score = weight + (used.has(index) ? 0.5 : 0)
    if (best && best.score <= score) continue
    best = { closest: { number: index + 1, request: recorded, differences }, score, counting }
  }
  if (!best) return undefined
  const asSent = compare(best.closest.request, sent, best.counting)
  return {
    ...best.closest,
    differences: best.closest.differences.map((difference) => withHidden(difference, asSent)),
  }
}

/** Says of a secret that is left out of the comparison, and may not be shown, that there was one. */
function withHidden(
  difference: RequestDifference,
  asSent: readonly RequestDifference[],
): RequestDifference {
  if (difference.sent !== 'none') return difference
  // Without its only field a body is none.
  const there = asSent.find(({ field }) => `${field} `.startsWith(`${difference.field} `))
  return there && there.sent !== 'none' ? { ...difference, sent: 'another value' } : difference
}

/** Whether two requests are worth a comparison: of another path everything differs, unless the path is the mistake. */
function comparable(a: RecordedRequest, b: RecordedRequest): boolean {
  const [first, second] = [new URL(a.url), new URL(b.url)]
  if (first.pathname === second.pathname) return true
  return a.method === b.method && first.origin === second.origin && a.body.length === b.body.length
}

function compare(
  recorded: RecordedRequest,
  sent: RecordedRequest,
  { headers = [], ignoreQuery, ignoreCookies, ignoreBody = [] }: MatchOptions,
): RequestDifference[] {
  const single = (
    field: string,
    a: string | undefined,
    b: string | undefined,
  ): RequestDifference[] =>
    a === b ? [] : [{ field, recorded: shorten(a ?? 'none'), sent: shorten(b ?? 'none') }]
  const [from, to] = [new URL(recorded.url), new URL(sent.url)]
  return [
    ...single('method', recorded.method, sent.method),
    ...single('origin', from.origin, to.origin),
    ...single('path', from.pathname, to.pathname),
    ...fieldDifferences(
      'query',
      sorted(queryPairs(recorded.url, ignoreQuery)),
      sorted(queryPairs(sent.url, ignoreQuery)),
    ),
    ...headers.flatMap((name) =>
      single(
        `header ${name.toLowerCase()}`,
        fieldValue(recorded.headers, name),
        fieldValue(sent.headers, name),
      ),
    ),
    ...fieldDifferences(
      'cookie',
      sorted(cookiePairs(recorded, ignoreCookies)),
      sorted(cookiePairs(sent, ignoreCookies)),
    ),
    ...bodyDifferences(readBody(recorded), readBody(sent), ignoreBody),
  ]
}

function bodyDifferences(
  recorded: Body,
  sent: Body,
  ignoreBody: readonly string[],
): RequestDifference[] {
  const counted = ([name]: [string, string]): boolean => !ignoreBody.includes(name)
  if (recorded.kind === 'json' && sent.kind === 'json') {
    return jsonBodyDifferences(recorded.value, sent.value, ignoreBody)
  }
  if (recorded.kind === 'form' && sent.kind === 'form') {
    return fieldDifferences('body', recorded.fields.filter(counted), sent.fields.filter(counted))
  }
  if (recorded.kind === 'multipart' && sent.kind === 'multipart') {
    const [a, b] = [recorded.parts, sent.parts].map((parts) =>
      parts
        .map(([headers, hash]): [string, string] => [partName(headers), sha256(headers + hash)])
        .filter(counted),
    )
    return fieldDifferences('body part', a!, b!)
  }
  const [a, b] = [describe(recorded), describe(sent)]
  if (recorded.kind === sent.kind && bytesOf(recorded) === bytesOf(sent)) return []
  return [{ field: 'body', recorded: a, sent: b }]
}

function jsonBodyDifferences(
  recorded: unknown,
  sent: unknown,
  ignoreBody: readonly string[],
): RequestDifference[] {
  try {
    return jsonDifferences(recorded, sent, jsonPaths(ignoreBody)).map((difference) => ({
      field: `body ${difference.place}`,
      recorded: shorten(difference.recorded),
      sent: shorten(difference.sent),
    }))
  } catch {
    // Nested deeper than the stack goes.
    return [{ field: 'body', recorded: 'a json body', sent: 'another json body' }]
  }
}

function bytesOf(body: Body): string {
  return body.kind === 'bytes' ? sha256(body.bytes) : body.kind
}

function describe(body: Body): string {
  if (body.kind === 'none') return 'none'
  if (body.kind !== 'bytes') return `a ${body.kind} body`
  const text = utf8(body.bytes)
  return text === undefined ? `${body.bytes.length} bytes` : shorten(text)
}

/** By value: of query and cookies the order does not count, of form fields of one name it does. */
function sorted(pairs: readonly [string, string][]): [string, string][] {
  return pairs.toSorted(([, a], [, b]) => (a === b ? 0 : a < b ? -1 : 1))
}

/** One difference a name whose values are not the same. */
function fieldDifferences(
  kind: string,
  recorded: readonly [string, string][],
  sent: readonly [string, string][],
): RequestDifference[] {
  const names = new Set([...recorded, ...sent].map(([name]) => name))
  return [...names].flatMap((name) => {
    const [a, b] = [valuesOf(recorded, name), valuesOf(sent, name)]
    return a === b ? [] : [{ field: `${kind} ${name}`, recorded: shorten(a), sent: shorten(b) }]
  })
}

function valuesOf(fields: readonly [string, string][], wanted: string): string {
  const values = fields.filter(([name]) => name === wanted).map(([, value]) => value)
  return values.length === 0 ? 'none' : values.join(', ')
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
