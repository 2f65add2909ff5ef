import { createHash } from 'node:crypto'
import { fieldValue, mediaType } from '../interaction/header-fields.ts'
import type { RecordedRequest } from '../interaction/interaction.ts'
import { multipartParts } from './multipart.ts'

/**
 * A request's content in the form in which two requests are compared: JSON by value, forms by fields,
 * multipart by parts without the boundary, the rest by bytes.
 */
export function bodyKey(request: RecordedRequest): string {
  if (request.body.length === 0) return ''
  return hash(comparable(request))
}

function comparable(request: RecordedRequest): string | Uint8Array {
  const contentType = fieldValue(request.headers, 'content-type')
  const type = mediaType(contentType)
  if (type === 'application/json' || type.endsWith('+json')) {
    return sortedJson(request.body) ?? request.body
  }
  if (type === 'application/x-www-form-urlencoded') {
    const fields = new URLSearchParams(new TextDecoder().decode(request.body))
    fields.sort()
    return fields.toString()
  }
  if (type === 'multipart/form-data') {
    const parts = multipartParts(request.body, contentType)
    if (parts)
      return parts.map((part) => JSON.stringify([part.headers, hash(part.body)])).join('\n')
  }
  return request.body
}

/** JSON with the members of every object in one order; `undefined` where it is not JSON. */
function sortedJson(body: Uint8Array): string | undefined {
  try {
    return JSON.stringify(JSON.parse(new TextDecoder().decode(body)), sortMembers)
  } catch {
    return undefined
  }
}

/** Entries rather than an object: a member named `__proto__` or `1` then keeps its place like any other. */
function sortMembers(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  const entries = Object.entries(value).toSorted(([a], [b]) => (a < b ? -1 : 1))
  return entries.length === 0 ? EMPTY_OBJECT : [OBJECT, ...entries]
}

/** Tells an object's entries from an array of the same pairs. */
const OBJECT = '\u0000object'
const EMPTY_OBJECT = `${OBJECT}:empty`

function hash(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('base64')
}
