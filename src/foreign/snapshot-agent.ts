import { HarReader, type JsonObject } from '../cassette/har-reader.ts'
import { sameName, type HeaderField } from '../interaction/header-fields.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { fieldsOf, foreignInteraction, type ForeignRecording } from './recording.ts'
import { splitSetCookie } from './set-cookie-list.ts'

/** Reads what undici's SnapshotAgent writes: an array of requests with their responses in order. */
export function readSnapshotAgent(value: unknown, path: string): ForeignRecording {
  const reader = new HarReader(path)
  const interactions = reader.array(value, '$').flatMap((item, index): Interaction[] => {
    const place = `$[${index}].snapshot`
    const snapshot = reader.object(reader.object(item, `$[${index}]`)['snapshot'], place)
    const request = readRequest(reader, snapshot['request'], `${place}.request`)
    const startedAt = reader.date(snapshot['timestamp'], `${place}.timestamp`)
    return reader.array(snapshot['responses'], `${place}.responses`).map((response, at) => {
      const where = `${place}.responses[${at}]`
      const { statusCode, headers, body } = reader.object(response, where)
      return foreignInteraction({
        startedAt,
        request,
        response: {
          status: reader.integer(statusCode, `${where}.statusCode`),
          statusText: '',
          headers: readHeaders(reader, headers, `${where}.headers`).flatMap(apart),
          body: Buffer.from(reader.string(body, `${where}.body`), 'base64'),
        },
      })
    })
  })
  return { interactions: interactions.toSorted((a, b) => a.startedAt - b.startedAt), warnings: [] }
}

function readRequest(reader: HarReader, value: unknown, place: string): Interaction['request'] {
  const request = reader.object(value, place)
  return {
    method: reader.string(request['method'], `${place}.method`),
    url: reader.url(request['url'], `${place}.url`),
    httpVersion: 'HTTP/1.1',
    headers: readHeaders(reader, request['headers'], `${place}.headers`),
    body: Buffer.from(reader.optionalString(request['body'], `${place}.body`) ?? ''),
  }
}

function readHeaders(reader: HarReader, value: unknown, place: string): HeaderField[] {
  const headers: JsonObject = reader.object(value, place)
  return fieldsOf(
    Object.entries(headers).map(([name, item]): [string, string[]] => [
      name,
      (Array.isArray(item) ? item : [item]).map((text) => reader.string(text, `${place}.${name}`)),
    ]),
  )
}

function apart(field: HeaderField): HeaderField[] {
  if (!sameName(field.name, 'set-cookie')) return [field]
  return splitSetCookie(field.value).map((value) => ({ name: field.name, value }))
}
