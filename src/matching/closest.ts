import type { Interaction, RecordedRequest } from '../interaction/interaction.ts'
import { bodyKey } from './body.ts'
import { cookiePairs } from './cookies.ts'
import { urlKey } from './url.ts'

/** The recording that is most like a request, with what tells them apart. */
export interface Closest {
  /** Its place in the cassette, from 1. */
  readonly number: number
  readonly request: RecordedRequest
  readonly differences: readonly Difference[]
}

/** One field that differs, for example `cookie csrf   recorded a, sent none`. */
export interface Difference {
  readonly field: string
  readonly recorded: string
  readonly sent: string
}

/** The interaction most like `request`: of the same path before any other, unused ones first. */
export function closest(
  request: RecordedRequest,
  interactions: readonly Interaction[],
  used: ReadonlySet<Interaction>,
): Closest | undefined {
  let best: { closest: Closest; score: number } | undefined
  for (const [index, interaction] of interactions.entries()) {
    if (!samePath(interaction.request, request)) continue
    const differences = compare(interaction.request, request)
    const score = differences.length + (used.has(interaction) ? 0.5 : 0)
    if (best && best.score <= score) continue
    best = { closest: { number: index + 1, request: interaction.request, differences }, score }
  }
  return best?.closest
}

/** Only the same resource is worth showing: of another path, everything differs. */
function samePath(a: RecordedRequest, b: RecordedRequest): boolean {
  const [first, second] = [new URL(a.url), new URL(b.url)]
  return first.origin === second.origin && first.pathname === second.pathname
}

function compare(recorded: RecordedRequest, sent: RecordedRequest): Difference[] {
  return [
    ...(recorded.method === sent.method
      ? []
      : [{ field: 'method', recorded: recorded.method, sent: sent.method }]),
    ...(urlKey(recorded.url) === urlKey(sent.url)
      ? []
      : fieldDifferences('query', queryOf(recorded), queryOf(sent))),
    ...fieldDifferences('cookie', cookiesOf(recorded), cookiesOf(sent)),
    ...(bodyKey(recorded) === bodyKey(sent)
      ? []
      : [{ field: 'body', recorded: bodyText(recorded), sent: bodyText(sent) }]),
  ]
}

function queryOf(request: RecordedRequest): [string, string][] {
  return [...new URL(request.url).searchParams]
}

function cookiesOf(request: RecordedRequest): [string, string][] {
  return cookiePairs(request).map((pair) => {
    const at = pair.indexOf('=')
    return at < 0 ? ['', pair] : [pair.slice(0, at), pair.slice(at + 1)]
  })
}

/** One difference a name whose values are not the same. */
function fieldDifferences(
  kind: string,
  recorded: readonly [string, string][],
  sent: readonly [string, string][],
): Difference[] {
  const names = new Set([...recorded, ...sent].map(([name]) => name))
  return [...names].flatMap((name) => {
    const [a, b] = [valuesOf(recorded, name), valuesOf(sent, name)]
    return a === b ? [] : [{ field: `${kind} ${name}`, recorded: a, sent: b }]
  })
}

function valuesOf(fields: readonly [string, string][], wanted: string): string {
  const values = fields.filter(([name]) => name === wanted).map(([, value]) => shorten(value))
  return values.length === 0 ? 'none' : values.toSorted().join(', ')
}

function bodyText(request: RecordedRequest): string {
  if (request.body.length === 0) return 'none'
  return shorten(new TextDecoder().decode(request.body.subarray(0, 200)))
}

function shorten(text: string): string {
  return text.length > 60 ? `${text.slice(0, 60)}…` : text
}
