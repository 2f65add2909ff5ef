import {
  brotliDecompressSync,
  gunzipSync,
  inflateRawSync,
  inflateSync,
  zstdDecompressSync,
} from 'node:zlib'

/** The content codings that are known, by their names in lower case (RFC 9110, section 8.4.1). */
const DECODERS: ReadonlyMap<string, (bytes: Uint8Array) => Uint8Array> = new Map([
  ['gzip', gunzipSync],
  // RFC 9110, section 8.4.1.3: "A recipient SHOULD consider "x-gzip" to be equivalent to "gzip"."
  ['x-gzip', gunzipSync],
  ['deflate', inflate],
  ['br', brotliDecompressSync],
  ['zstd', zstdDecompressSync],
  ['identity', (bytes: Uint8Array): Uint8Array => bytes],
])

/** Content without its codings, or as it came where they cannot be undone. */
export interface DecodedContent {
  readonly body: Uint8Array
  /** The codings that are still on, where a coding is unknown or the content is broken. */
  readonly rawCoding?: string
}

/**
 * Undoes the codings of a `Content-Encoding` field, last applied first.
 *
 * @param codings the field's value, for example `gzip` or `deflate, br`; `undefined` where there is none.
 * @example decodeContent(gzipped, 'gzip').body
 */
export function decodeContent(body: Uint8Array, codings: string | undefined): DecodedContent {
  // A response to HEAD names the coding of a body that it does not bring.
  if (codings === undefined || body.length === 0) return { body }
  try {
    // RFC 9110, section 8.4: codings are listed "in the order in which they were applied".
    const names = codings.split(',').map((name) => name.trim().toLowerCase())
    return { body: names.reduceRight(undo, body) }
  } catch {
    return { body, rawCoding: codings }
  }
}

function undo(body: Uint8Array, coding: string): Uint8Array {
  const decode = DECODERS.get(coding)
  if (!decode) throw new Error(`unknown content coding ${coding}`)
  return decode(body)
}

/** "deflate" means the zlib format (RFC 9110, section 8.4.1.2), but some servers send it bare. */
function inflate(bytes: Uint8Array): Uint8Array {
  try {
    return inflateSync(bytes)
  } catch {
    return inflateRawSync(bytes)
  }
}
