import { decodeContent } from '../interaction/content-coding.ts'
import { fieldValue, type HeaderField } from '../interaction/header-fields.ts'
import type { Interaction, RecordedRequest, RecordedResponse } from '../interaction/interaction.ts'

/** What was read from another tool's recording. */
export interface ForeignRecording {
  readonly interactions: readonly Interaction[]
  /** What the file cannot say, so that the replay will differ; a sentence each. */
  readonly warnings: readonly string[]
}

/** Where a tool keeps no time: its recordings are then neither old nor new, and dates in them stay near now. */
interface ForeignExchange {
  readonly startedAt: number
  readonly request: Omit<RecordedRequest, 'httpVersion'>
  readonly response: Omit<RecordedResponse, 'httpVersion'>
}

/** An interaction from what other tools keep: neither durations nor the HTTP version. */
export function foreignInteraction({ startedAt, request, response }: ForeignExchange): Interaction {
  return {
    startedAt,
    time: 0,
    wait: 0,
    request: { ...request, httpVersion: 'HTTP/1.1', url: withoutFragment(request.url) },
    response: { ...response, httpVersion: 'HTTP/1.1', body: decoded(response) },
  }
}

/** Some tools keep the content as it came and some decoded, and none says which: what cannot be decoded is. */
function decoded({
  headers,
  body,
}: {
  headers: readonly HeaderField[]
  body: Uint8Array
}): Uint8Array {
  return decodeContent(body, fieldValue(headers, 'content-encoding')).body
}

function withoutFragment(url: string): string {
  return url.replace(/#.*$/s, '')
}

/** Header fields of an object whose values are a text or several. */
export function fieldsOf(
  entries: Iterable<readonly [string, string | readonly string[]]>,
): HeaderField[] {
  return Array.from(entries).flatMap(([name, values]) =>
    [values].flat().map((value) => ({ name, value })),
  )
}

/**
 * The media type that a request without one seems to have, for tools that keep no request header fields: it
 * decides how the content is compared.
 */
export function guessedType(body: string): HeaderField[] {
  const json = /^\s*[[{]/.test(body) && isJson(body)
  if (json) return [{ name: 'Content-Type', value: 'application/json' }]
  const form = /^[^=&\s]+=[^=&\s]*(?:&[^=&\s]+=[^=&\s]*)*$/.test(body)
  return form ? [{ name: 'Content-Type', value: 'application/x-www-form-urlencoded' }] : []
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text)
    return true
  } catch {
    return false
  }
}
