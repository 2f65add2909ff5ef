import { isUtf8 } from 'node:buffer'
import { createHash } from 'node:crypto'
import { mediaType } from '../interaction/header-fields.ts'

/** Bodies up to this many bytes of text stand in the HAR itself. */
const INLINE_LIMIT = 4096

/** JSON beyond this size is stored as it came: pretty-printing it would cost more than it helps a reviewer. */
const PRETTY_LIMIT = 1024 * 1024

/** The name that `storeBody` gives a file. */
export const BODY_NAME: RegExp = /^[0-9a-f]{16}\.[0-9a-z]+$/

/** A body that lies beside its HAR file. */
export interface BodyFile {
  /** `<sha256 first 16>.<ext>`: equal bodies have one file. */
  readonly name: string
  readonly bytes: Uint8Array
}

/** A body as HAR keeps it: its text, or the file that holds it. */
export interface StoredBody {
  readonly text?: string
  readonly file?: BodyFile
  /** The file is pretty-printed, and `compactJson` gives the body back. */
  readonly compact?: true
}

/** How a body is kept: short text in the HAR, the rest in a file of its own. */
export function storeBody(body: Uint8Array, contentType: string | undefined): StoredBody {
  const text = losslessText(body)
  if (text !== undefined && body.length <= INLINE_LIMIT) return { text }
  const pretty = text === undefined ? undefined : prettyJson(text)
  const bytes = pretty === undefined ? body : Buffer.from(pretty)
  const name = `${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}.${extension(contentType, text)}`
  return { file: { name, bytes }, ...(pretty !== undefined && { compact: true as const }) }
}

/** The text of a body that is UTF-8 without control characters, so that it can be written and read back alike. */
function losslessText(body: Uint8Array): string | undefined {
  if (!isUtf8(body)) return undefined
  const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString()
  return /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f]/.test(text) ? undefined : text
}

/** The JSON of `text` for people, where `compactJson` can undo it exactly. */
function prettyJson(text: string): string | undefined {
  if (!/^\s*[[{]/.test(text) || text.length > PRETTY_LIMIT) return undefined
  try {
    const value: unknown = JSON.parse(text)
    return JSON.stringify(value) === text ? `${JSON.stringify(value, undefined, 2)}\n` : undefined
  } catch {
    return undefined
  }
}

/** The body that a pretty-printed file stands for. */
export function compactJson(file: Uint8Array): Uint8Array {
  const value: unknown = JSON.parse(new TextDecoder().decode(file))
  return new TextEncoder().encode(JSON.stringify(value))
}

const EXTENSIONS: ReadonlyMap<string, string> = new Map([
  ['application/javascript', 'js'],
  ['application/json', 'json'],
  ['application/pdf', 'pdf'],
  ['application/xml', 'xml'],
  ['application/zip', 'zip'],
  ['font/woff2', 'woff2'],
  ['image/gif', 'gif'],
  ['image/jpeg', 'jpg'],
  ['image/png', 'png'],
  ['image/svg+xml', 'svg'],
  ['image/webp', 'webp'],
  ['text/css', 'css'],
  ['text/csv', 'csv'],
  ['text/html', 'html'],
  ['text/javascript', 'js'],
  ['text/xml', 'xml'],
])

/** An extension by which an editor opens the file well. It means nothing to a replay. */
function extension(contentType: string | undefined, text: string | undefined): string {
  const type = mediaType(contentType)
  const known = EXTENSIONS.get(type) ?? /\+(json|xml)$/.exec(type)?.[1]
  return known ?? (text === undefined ? 'bin' : 'txt')
}
