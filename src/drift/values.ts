import { fieldValue, mediaType, type HeaderField } from '../interaction/header-fields.ts'
import type { RecordedResponse } from '../interaction/interaction.ts'
import { jsonPaths, readBody, readContent, sha256, utf8, type Body } from '../matching/body.ts'
import { cookiePairs } from '../matching/cookies.ts'
import { jsonDifferences } from '../matching/json-body.ts'
import { urlKey } from '../matching/url.ts'
import { fieldChange, mapChanges, type FieldChange } from './change.ts'
import type { Aspect } from './compare.ts'
import { lifetimeKind, setCookies, type SetCookie } from './set-cookie.ts'
import { isVolatileHeader, steadyJson, steadyText } from './volatile.ts'

/** Text beyond this size is compared by its bytes: looking for dates in it would cost more than it helps. */
const TEXT_LIMIT = 1024 * 1024

/**
 * Every field in which two interactions differ, volatile ones left out: what the mode `changed` writes
 * a cassette for.
 */
export const values: Aspect = (recorded, live, options) => [
  ...fieldChange(
    'url',
    urlKey(recorded.request.url, options.ignoreQuery),
    urlKey(live.request.url, options.ignoreQuery),
  ),
  ...mapChanges(
    (name) => `request header ${name}`,
    headerValues(recorded.request.headers),
    headerValues(live.request.headers),
  ),
  ...mapChanges(
    (name) => `request cookie ${name}`,
    new Map(cookiePairs(recorded.request, options.ignoreCookies)),
    new Map(cookiePairs(live.request, options.ignoreCookies)),
  ),
  ...(sameBytes(recorded.request, live.request)
    ? []
    : bodyChanges(
        'request body',
        readBody(recorded.request),
        readBody(live.request),
        options.ignoreBody,
      )),
  ...fieldChange('statusText', recorded.response?.statusText, live.response?.statusText),
  ...mapChanges(
    (name) => `header ${name}`,
    headerValues(recorded.response?.headers),
    headerValues(live.response?.headers),
  ),
  ...cookieChanges(setCookies(recorded), setCookies(live)),
  ...(sameBytes(recorded.response, live.response)
    ? []
    : bodyChanges('body', responseBody(recorded.response), responseBody(live.response))),
]

type WithBody = { readonly body: Uint8Array } | undefined

/** Most bodies are: nothing has to be read then. */
function sameBytes(recorded: WithBody, live: WithBody): boolean {
  return !!recorded && !!live && Buffer.compare(recorded.body, live.body) === 0
}

function headerValues(headers: readonly HeaderField[] = []): Map<string, string> {
  const names = new Set(headers.map(({ name }) => name.toLowerCase()))
  return new Map(
    [...names]
      .filter((name) => !isVolatileHeader(name) && name !== 'cookie' && name !== 'set-cookie')
      .map((name) => [name, steadyHeader(name, fieldValue(headers, name)!)]),
  )
}

/** RFC 2046, section 5.1.1 leaves the boundary to the sender, who makes a new one each time. */
function steadyHeader(name: string, value: string): string {
  const boundary = name === 'content-type' && mediaType(value).startsWith('multipart/')
  return steadyText(boundary ? value.replace(/;\s*boundary=[^;]*/i, '') : value)
}

function cookieChanges(
  recorded: ReadonlyMap<string, SetCookie>,
  live: ReadonlyMap<string, SetCookie>,
): FieldChange[] {
  return [...new Set([...recorded.keys(), ...live.keys()])].flatMap((name) => {
    const [a, b] = [recorded.get(name), live.get(name)]
    if (!a || !b) return fieldChange(`cookie ${name}`, a && 'set', b && 'set')
    return [
      ...fieldChange(`cookie ${name}`, steadyText(a.value), steadyText(b.value)),
      ...mapChanges((attribute) => `cookie ${name} ${attribute}`, a.attributes, b.attributes),
      ...(sameLifetime(a, b)
        ? []
        : fieldChange(`cookie ${name} lifetime`, lifetimeText(a), lifetimeText(b))),
    ]
  })
}

/** An expiry moves on with the clock, and not to the second: a minute, or a tenth, is no change. */
function sameLifetime(a: SetCookie, b: SetCookie): boolean {
  if (lifetimeKind(a) !== lifetimeKind(b)) return false
  if (lifetimeKind(a) !== 'persistent') return true
  return Math.abs(a.lifetime! - b.lifetime!) <= Math.max(60, a.lifetime! / 10)
}

function lifetimeText(cookie: SetCookie): string {
  const kind = lifetimeKind(cookie)
  return kind === 'persistent' ? `${cookie.lifetime} s` : kind
}

function responseBody(response: RecordedResponse | undefined): Body {
  if (!response) return { kind: 'none' }
  if (response.rawCoding !== undefined) return { kind: 'bytes', bytes: response.body }
  return readContent(response.body, fieldValue(response.headers, 'content-type'))
}

function bodyChanges(
  field: string,
  recorded: Body,
  live: Body,
  ignoreBody: readonly string[] = [],
): FieldChange[] {
  if (recorded.kind === 'json' && live.kind === 'json') {
    try {
      return jsonDifferences(
        steadyJson(recorded.value),
        steadyJson(live.value),
        jsonPaths(ignoreBody),
      ).flatMap((at) => fieldChange(field + at.place.slice(1), at.recorded, at.sent))
    } catch {
      // Nested deeper than the stack goes: there is no telling what differs.
      return fieldChange(field, 'a json body', 'another json body')
    }
  }
  const [a, b] = [pairsOf(recorded), pairsOf(live)]
  if (a && b && recorded.kind === live.kind) {
    const counted = (pairs: readonly [string, string][]): Map<string, string> =>
      new Map(pairs.filter(([name]) => !ignoreBody.includes(name)))
    return mapChanges((name) => `${field} ${name}`, counted(a), counted(b))
  }
  if (comparable(recorded) === comparable(live)) return []
  return [{ field, recorded: describe(recorded), live: describe(live) }]
}

function pairsOf(body: Body): readonly [string, string][] | undefined {
  if (body.kind === 'form') return body.fields
  return body.kind === 'multipart' ? body.parts : undefined
}

function comparable(body: Body): string {
  if (body.kind !== 'bytes') return body.kind
  const text = body.bytes.length > TEXT_LIMIT ? undefined : utf8(body.bytes)
  return sha256(text === undefined ? body.bytes : steadyText(text))
}

function describe(body: Body): string {
  if (body.kind === 'none') return 'none'
  if (body.kind !== 'bytes') return `a ${body.kind} body`
  const text = body.bytes.length > TEXT_LIMIT ? undefined : utf8(body.bytes)
  return text === undefined ? `${body.bytes.length} bytes` : JSON.stringify(text)
}
