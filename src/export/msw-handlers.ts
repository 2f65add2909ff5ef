import type { HeaderField } from '../interaction/header-fields.ts'
import type { Interaction, RecordedResponse } from '../interaction/interaction.ts'

/** Fields that describe the coded content on the wire, which a handler does not send. */
const WIRE_FIELDS = new Set([
  'content-encoding',
  'content-length',
  'transfer-encoding',
  'connection',
  'keep-alive',
])

/** Statuses whose response has no content (Fetch standard, "null body status"). */
const NULL_BODY_STATUSES = new Set([204, 205, 304])

/**
 * The recordings as msw handlers in TypeScript, one for each method and path. Several recordings of one are
 * answered in their order, the last one for ever.
 */
export function formatMswHandlers(interactions: readonly Interaction[]): string {
  const groups = new Map<string, Interaction[]>()
  for (const interaction of interactions) {
    const url = new URL(interaction.request.url)
    const key = JSON.stringify([interaction.request.method, url.origin + url.pathname])
    groups.set(key, [...(groups.get(key) ?? []), interaction])
  }
  const handlers = Array.from(groups, ([key, group]) => {
    const [method, url] = JSON.parse(key) as [string, string]
    return handler(method, url, group)
  })
  return `import { http, HttpResponse } from 'msw/http'

/** Answers with each response in turn, and with the last one from then on. */
function inTurn(...responses: (() => Response)[]): () => Response {
  let next = 0
  return () => responses[Math.min(next++, responses.length - 1)]!()
}

export const handlers = [
${handlers.join('\n')}
]
`
}

const METHODS = new Set(['GET', 'HEAD', 'POST', 'PUT', 'PATCH', 'DELETE', 'OPTIONS'])

function handler(method: string, url: string, group: readonly Interaction[]): string {
  const name = METHODS.has(method) ? method.toLowerCase() : 'all'
  const responses = group.map(({ response }) => `    ${responseText(response)},`)
  return `  http.${name}(${pathPattern(url)}, inTurn(\n${responses.join('\n')}\n  )),`
}

/** msw reads a text as a pattern, in which some characters have a meaning; an expression says just what it says. */
function pathPattern(url: string): string {
  if (!/[:*(){}+?]/.test(new URL(url).pathname)) return literal(url)
  const exact = url.replace(/[.*+?^${}()|[\]\\/]/g, String.raw`\$&`)
  return String.raw`/^${exact}(?:\?.*)?$/`
}

function responseText(response: RecordedResponse | undefined): string {
  if (!response) return '() => HttpResponse.error()'
  const headers = response.headers.filter(({ name }) => !WIRE_FIELDS.has(name.toLowerCase()))
  const init = `{ status: ${response.status}, statusText: ${literal(response.statusText)}, headers: ${headersText(headers)} }`
  return `() => new HttpResponse(${bodyText(response)}, ${init})`
}

/** As pairs, since an object has room for one Set-Cookie only. */
function headersText(headers: readonly HeaderField[]): string {
  return `[${headers.map(({ name, value }) => `[${literal(name)}, ${literal(value)}]`).join(', ')}]`
}

function bodyText({ status, body }: RecordedResponse): string {
  if (body.length === 0 || NULL_BODY_STATUSES.has(status)) return 'null'
  try {
    return literal(new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body))
  } catch {
    return `Buffer.from(${literal(Buffer.from(body).toString('base64'))}, 'base64')`
  }
}

/** A string as TypeScript reads it; JSON's form is one, and nothing in it can end it early. */
function literal(text: string): string {
  return JSON.stringify(text)
}
