/**
 * Header fields reach a program as byte strings: one character, U+0000 to U+00FF, for each byte on the wire
 * (Node and WHATWG `Headers` both do so). The jar keeps that form, so that a byte goes back as it came,
 * whatever its encoding was.
 */

const utf8 = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/**
 * Text written by a person as a byte string: its UTF-8 bytes where a character is above U+00FF, and the text
 * itself otherwise, which is a byte string already.
 *
 * @example
 * bytesOf('naïve') // 'naïve': one byte for ï
 * bytesOf('春') // 'æ\u0098¥': the three bytes of UTF-8
 */
export function bytesOf(text: string): string {
  return /[^\0-\xff]/.test(text) ? utf8Bytes(text) : text
}

/** The UTF-8 bytes of `text` as a byte string. */
export function utf8Bytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

/** The text whose UTF-8 bytes `bytes` are, or `undefined` where they are not UTF-8. */
export function utf8Text(bytes: string): string | undefined {
  try {
    return utf8.decode(Buffer.from(bytes, 'latin1'))
  } catch {
    return undefined
  }
}
