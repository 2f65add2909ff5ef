/**
 * One header field as it stood on the wire.
 *
 * A list of these, and never an object keyed by name, because a name may repeat (`Set-Cookie`) and its
 * case is kept. Source: HAR 1.2 `headers`.
 */
export interface HeaderField {
  readonly name: string
  readonly value: string
}

/** Whether two header field names are the same (RFC 9110, section 5.1: case-insensitive). */
export function sameName(a: string, b: string): boolean {
  return a.length === b.length && a.toLowerCase() === b.toLowerCase()
}

/** The values of every field named `name`, in order. */
export function fieldValues(fields: readonly HeaderField[], name: string): string[] {
  return fields.filter((field) => sameName(field.name, name)).map((field) => field.value)
}

/**
 * The combined value of the fields named `name`, joined by `, ` (RFC 9110, section 5.2), or `undefined`
 * where there is none. Not for `Set-Cookie`, which must not be joined (section 5.3).
 */
export function fieldValue(fields: readonly HeaderField[], name: string): string | undefined {
  const values = fieldValues(fields, name)
  return values.length === 0 ? undefined : values.join(', ')
}

/** The fields without those named in `names`. */
export function withoutFields(
  fields: readonly HeaderField[],
  ...names: readonly string[]
): HeaderField[] {
  return fields.filter((field) => !names.some((name) => sameName(field.name, name)))
}

/** A media type without its parameters, in lower case: `text/html` of `Text/HTML; charset=utf-8`. */
export function mediaType(contentType: string | undefined): string {
  return (contentType ?? '').split(';', 1)[0]!.trim().toLowerCase()
}
