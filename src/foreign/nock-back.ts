import { HarReader, type JsonObject } from '../cassette/har-reader.ts'
import { sameName, type HeaderField } from '../interaction/header-fields.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { fieldsOf, foreignInteraction, guessedType, type ForeignRecording } from './recording.ts'

/** Reads what nock.back and nock's recorder write: an array of definitions. */
export function readNockBack(value: unknown, path: string, now: number): ForeignRecording {
  const reader = new HarReader(path)
  const warnings = new Set<string>()
  const interactions = reader.array(value, '$').map((item, index): Interaction => {
    const place = `$[${index}]`
    const definition = reader.object(item, place)
    const rawHeaders = definition['rawHeaders'] ?? definition['headers'] ?? []
    const headers = responseHeaders(reader, rawHeaders, `${place}.rawHeaders`)
    const setsCookie = headers.some(({ name }) => sameName(name, 'set-cookie'))
    if (setsCookie && !Array.isArray(rawHeaders)) warnings.add(LOST_COOKIES)
    if (definition['reqheaders'] === undefined) warnings.add(NO_REQUEST_HEADERS)
    return foreignInteraction({
      startedAt: now,
      request: readRequest(reader, definition, place),
      response: {
        status: reader.optionalNumber(definition['status'], `${place}.status`) ?? 200,
        statusText: '',
        headers,
        body: readContent(definition['response'], definition['responseIsBinary'] === true, false),
      },
    })
  })
  return { interactions, warnings: [...warnings] }
}

const LOST_COOKIES =
  'nock kept only the last Set-Cookie of each response (header fields as an object); record again what signs in'

const NO_REQUEST_HEADERS =
  'nock kept no header fields of requests, so cookies cannot be compared: replay with matchOn: { ignoreCookies: [/^/] }'

function readRequest(
  reader: HarReader,
  definition: JsonObject,
  place: string,
): Interaction['request'] {
  const scope = reader.string(definition['scope'], `${place}.scope`)
  const pathAndQuery = reader.string(definition['path'], `${place}.path`)
  const body = readContent(definition['body'], false, true)
  const sent = definition['reqheaders']
  const headers =
    sent === undefined
      ? guessedType(new TextDecoder().decode(body))
      : fieldsOf(
          Object.entries(reader.object(sent, `${place}.reqheaders`)).map(
            ([name, value]): [string, string | string[]] => [
              name,
              Array.isArray(value) ? value.map(String) : String(value),
            ],
          ),
        )
  return {
    method: (reader.optionalString(definition['method'], `${place}.method`) ?? 'GET').toUpperCase(),
    url: new URL(reader.url(`${scope}${pathAndQuery}`, `${place}.scope`)).href,
    httpVersion: 'HTTP/1.1',
    headers,
    body,
  }
}

/** A flat list of names and values (nock 13 and older), which keeps repeated fields, or an object (nock 14). */
function responseHeaders(reader: HarReader, value: unknown, place: string): HeaderField[] {
  if (!Array.isArray(value)) {
    return fieldsOf(
      Object.entries(reader.object(value, place)).map(([name, item]): [string, string[]] => [
        name,
        [item].flat().map(String),
      ]),
    )
  }
  const fields: HeaderField[] = []
  for (let at = 0; at + 1 < value.length; at += 2) {
    fields.push({
      name: reader.string(value[at], `${place}[${at}]`),
      value: reader.string(value[at + 1], `${place}[${at + 1}]`),
    })
  }
  return fields
}

const HEX = /^(?:[0-9a-f]{2})+$/i

/**
 * A body as nock keeps it: JSON as its value, coded content as hexadecimal chunks, bytes that are no text as
 * hexadecimal, the rest as text.
 *
 * @param isRequest a JSON array of hexadecimal texts that a client sent is what it seems to be.
 */
function readContent(value: unknown, isBinary: boolean, isRequest: boolean): Uint8Array {
  if (value === undefined || value === null) return new Uint8Array()
  if (typeof value === 'string') return Buffer.from(value, isBinary ? 'hex' : 'utf8')
  const chunks = Array.isArray(value) && value.length > 0 && !isRequest ? (value as unknown[]) : []
  if (chunks.length > 0 && chunks.every((chunk) => typeof chunk === 'string' && HEX.test(chunk))) {
    return Buffer.from(chunks.join(''), 'hex')
  }
  return Buffer.from(JSON.stringify(value))
}
