import { createHash } from 'node:crypto'
import { decodeContent } from '../interaction/content-coding.ts'
import { fieldValue, mediaType } from '../interaction/header-fields.ts'
import type { RecordedRequest } from '../interaction/interaction.ts'
import { canonicalJson, parseJson, parsePath } from './json-body.ts'
import { multipartParts } from './multipart.ts'

/** A request's content, read by its media type; bytes where it is not what the type says. */
export type Body =
  | { readonly kind: 'none' }
  | { readonly kind: 'json'; readonly value: unknown }
  | { readonly kind: 'form'; readonly fields: readonly [string, string][] }
  | { readonly kind: 'multipart'; readonly parts: readonly [string, string][] }
  | { readonly kind: 'bytes'; readonly bytes: Uint8Array }

/** Reads a request's content, its content codings undone. */
export function readBody(request: RecordedRequest): Body {
  const coding = fieldValue(request.headers, 'content-encoding')
  const { body } = decodeContent(request.body, coding)
  return readContent(body, fieldValue(request.headers, 'content-type'))
}

/** Reads content that has no codings on, by its `Content-Type`. */
export function readContent(bytes: Uint8Array, contentType: string | undefined): Body {
  if (bytes.length === 0) return { kind: 'none' }
  const type = mediaType(contentType)
  if (type === 'application/json' || type.endsWith('+json')) {
    const parsed = parseJson(utf8(bytes) ?? '')
    if (parsed) return { kind: 'json', value: parsed.value }
  }
  if (type === 'application/x-www-form-urlencoded') {
    const text = utf8(bytes)
    if (text !== undefined) return { kind: 'form', fields: [...new URLSearchParams(text)] }
  }
  if (type === 'multipart/form-data') {
    const parts = multipartParts(bytes, contentType)
    // A file is compared by its hash: its bytes may be many and are nothing to show.
    const read = parts?.map(({ headers, body }): [string, string] => [headers, sha256(body)])
    if (read) return { kind: 'multipart', parts: read }
  }
  return { kind: 'bytes', bytes }
}

/**
 * A request's content in the form in which two requests are compared: JSON by value, forms by fields,
 * multipart by parts without the boundary, the rest by bytes.
 *
 * @param ignoreBody JSON paths and form field names that do not count.
 */
export function bodyKey(request: RecordedRequest, ignoreBody: readonly string[] = []): string {
  const body = readBody(request)
  if (body.kind === 'none') return ''
  return `${body.kind} ${sha256(comparable(body, ignoreBody) ?? request.body)}`
}

/** `undefined` where JSON is nested too deep to be walked. */
function comparable(
  body: Exclude<Body, { kind: 'none' }>,
  ignoreBody: readonly string[],
): string | Uint8Array | undefined {
  switch (body.kind) {
    case 'json':
      try {
        return canonicalJson(body.value, jsonPaths(ignoreBody))
      } catch {
        return undefined
      }
    case 'form':
      return fieldsKey(body.fields.filter(([name]) => !ignoreBody.includes(name)))
    case 'multipart':
      return fieldsKey(body.parts.filter(([headers]) => !ignoreBody.includes(partName(headers))))
    case 'bytes':
      return body.bytes
  }
}

/** Fields of different names in any order; those of one name as they stand, where order has a meaning. */
function fieldsKey(fields: readonly [string, string][]): string {
  return JSON.stringify(fields.toSorted(([a], [b]) => (a === b ? 0 : a < b ? -1 : 1)))
}

/** The `name` of a part's Content-Disposition (RFC 7578, section 4.2), or its whole header section. */
export function partName(headers: string): string {
  return /[;\s]name="([^"]*)"/i.exec(headers)?.[1] ?? headers
}

export function jsonPaths(ignoreBody: readonly string[]): (readonly string[])[] {
  return ignoreBody.flatMap((path) => {
    const steps = parsePath(path)
    return steps ? [steps] : []
  })
}

/** `undefined` where the bytes are no UTF-8: replaced by U+FFFD, different bytes would become equal. */
export function utf8(bytes: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

export function sha256(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('base64')
}
