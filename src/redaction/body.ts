import { isUtf8 } from 'node:buffer'
import { mediaType } from '../interaction/header-fields.ts'
import { rewriteForm } from './form-text.ts'
import { rewriteJson } from './json-text.ts'
import { rewriteLooseText } from './loose-text.ts'
import { rewriteMultipart } from './multipart-text.ts'
import { overlapping } from './overlapping.ts'
import type { Visit, Walk } from './place.ts'

/**
 * A body with its secrets replaced; the same bytes where it has none. Text is read by its media type. Bytes
 * that are no text are searched for known secrets, one character a byte.
 */
export function rewriteBody(
  body: Uint8Array,
  contentType: string | undefined,
  walk: Walk,
): Uint8Array {
  if (body.length === 0) return body
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length)
  const charset = isUtf8(bytes) ? 'utf8' : 'latin1'
  const isMultipart = mediaType(contentType).startsWith('multipart/')
  if (charset === 'latin1' && !isMultipart && isUntouched(bytes, walk)) return body
  const text = bytes.toString(charset)
  const visited = rewriteText(text, charset, contentType, walk.visit)
  const swept = walk.sweep(visited)
  return swept === text ? body : Buffer.from(swept, charset)
}

/** @param charset `latin1` where the bytes are no text. */
function rewriteText(
  text: string,
  charset: 'utf8' | 'latin1',
  contentType: string | undefined,
  visit: Visit,
): string {
  const type = mediaType(contentType)
  if (type.startsWith('multipart/')) {
    const parts = rewriteMultipart(text, charset, contentType, visit, (content, partType) =>
      rewriteText(content, charset, partType, visit),
    )
    if (parts !== undefined) return parts
  }
  if (charset === 'latin1') return text
  if (type === 'application/x-www-form-urlencoded') {
    return rewriteForm(text, (name, value) => visit({ kind: 'field', name }, value))
  }
  if (/[/+]json$/.test(type) || /^\s*[[{]/.test(text)) {
    const json = rewriteJson(text, (leaf, value) => visit({ kind: 'field', ...leaf }, value))
    if (json !== undefined) return json
  }
  // A form under another name, as some token endpoints answer with `text/plain`.
  if (/^[\w.-]+=[^\s&]*(?:&[\w.-]+=[^\s&]*)*$/.test(text.slice(0, 10_000))) {
    return rewriteForm(text, (name, value) => visit({ kind: 'field', name }, value))
  }
  return visit({ kind: 'text', name: '' }, rewriteLooseText(text, visit)) ?? ''
}

/** Whether a file has no secret in it. */
function isUntouched(bytes: Buffer, { sweep }: Walk): boolean {
  for (const { piece } of overlapping(bytes)) {
    const text = piece.toString('latin1')
    if (sweep(text) !== text) return false
  }
  return true
}
