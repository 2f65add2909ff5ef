/** One part of a `multipart/form-data` body. */
export interface Part {
  /** The header section, for example `Content-Disposition: form-data; name="file"`. */
  readonly headers: string
  readonly body: Uint8Array
}

/**
 * The parts of a multipart body (RFC 2046, section 5.1), or `undefined` where it is not one.
 *
 * @param contentType the field's value, which names the boundary.
 */
export function multipartParts(
  body: Uint8Array,
  contentType: string | undefined,
): Part[] | undefined {
  const match = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '')
  const boundary = match?.[1] ?? match?.[2]
  if (boundary === undefined) return undefined
  // One byte a character, so that offsets in the text are offsets in the bytes.
  const text = Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1')
  const sections = `\r\n${text}`.split(`\r\n--${boundary}`)
  if (sections.length < 2 || !sections.at(-1)!.startsWith('--')) return undefined
  return sections.slice(1, -1).map(toPart)
}

function toPart(section: string): Part {
  const end = section.indexOf('\r\n\r\n')
  const headers = end < 0 ? section : section.slice(0, end)
  const content = end < 0 ? '' : section.slice(end + 4)
  return { headers: headers.trim(), body: Buffer.from(content, 'latin1') }
}
