import { HarReader, type JsonObject } from '../cassette/har-reader.ts'
import type { HeaderField } from '../interaction/header-fields.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { fieldsOf, foreignInteraction, type ForeignRecording } from './recording.ts'

/**
 * Reads cassettes of Ruby's VCR (YAML), of Python's betamax (JSON) and of vcrpy (YAML): one shape in three
 * spellings. Bodies are texts, bytes, or objects with `string` or `base64_string`.
 *
 * @param value the parsed file, in which YAML's binary values are `Uint8Array`.
 * @param now when a recording without a time counts as made, in milliseconds since the epoch.
 */
export function readVcr(value: unknown, path: string, now: number): ForeignRecording {
  const reader = new HarReader(path)
  const root = reader.object(value, '$')
  const key = 'http_interactions' in root ? 'http_interactions' : 'interactions'
  const interactions = reader.array(root[key], `$.${key}`).map((item, index): Interaction => {
    const place = `$.${key}[${index}]`
    const interaction = reader.object(item, place)
    return foreignInteraction({
      startedAt: timeOf(interaction['recorded_at']) ?? now,
      request: readRequest(reader, interaction['request'], `${place}.request`),
      response: readResponse(reader, interaction['response'], `${place}.response`),
    })
  })
  return { interactions, warnings: [] }
}

function readRequest(reader: HarReader, value: unknown, place: string): Interaction['request'] {
  const request = reader.object(value, place)
  return {
    method: reader.string(request['method'], `${place}.method`).toUpperCase(),
    url: reader.url(request['uri'], `${place}.uri`),
    httpVersion: 'HTTP/1.1',
    headers: readHeaders(reader, request['headers'], `${place}.headers`),
    body: readBody(reader, request['body'], `${place}.body`),
  }
}

function readResponse(
  reader: HarReader,
  value: unknown,
  place: string,
): NonNullable<Interaction['response']> {
  const response = reader.object(value, place)
  const status = reader.object(response['status'], `${place}.status`)
  return {
    status: reader.integer(status['code'], `${place}.status.code`),
    statusText: reader.optionalString(status['message'], `${place}.status.message`) ?? '',
    httpVersion: 'HTTP/1.1',
    headers: readHeaders(reader, response['headers'], `${place}.headers`),
    body: readBody(reader, response['body'], `${place}.body`),
  }
}

function readHeaders(reader: HarReader, value: unknown, place: string): HeaderField[] {
  if (value === undefined || value === null) return []
  return fieldsOf(
    Object.entries(reader.object(value, place)).map(([name, item]): [string, string[]] => [
      name,
      (Array.isArray(item) ? (item as unknown[]) : [item]).map(String),
    ]),
  )
}

function readBody(reader: HarReader, value: unknown, place: string): Uint8Array {
  if (value === undefined || value === null) return new Uint8Array()
  if (value instanceof Uint8Array) return value
  if (typeof value === 'string') return Buffer.from(value)
  const body: JsonObject = reader.object(value, place)
  const base64 = reader.optionalString(body['base64_string'], `${place}.base64_string`)
  if (base64 !== undefined) return Buffer.from(base64, 'base64')
  const text = body['string']
  return text instanceof Uint8Array
    ? text
    : Buffer.from(reader.optionalString(text, `${place}.string`) ?? '')
}

function timeOf(value: unknown): number | undefined {
  const time = value instanceof Date ? value.getTime() : Date.parse(String(value))
  return Number.isNaN(time) ? undefined : time
}
