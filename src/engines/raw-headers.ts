import type { HeaderField } from '../interaction/header-fields.ts'

/**
 * The fields of a `Headers` object that came through `@mswjs/interceptors`, as they stood on the wire.
 *
 * WHATWG `Headers` lower-cases and sorts names. The interceptors keep the wire form beside it, under a
 * symbol that they do not export; it is found by its description. Where it is absent the normalized
 * fields are still complete, `Set-Cookie` included, since `Headers` iterates each of those alone.
 */
export function rawHeaders(headers: Headers): HeaderField[] {
  for (const symbol of Object.getOwnPropertySymbols(headers)) {
    if (symbol.description !== 'kRawHeaders') continue
    const raw: unknown = Reflect.get(headers, symbol)
    if (Array.isArray(raw) && raw.length > 0) return (raw as [string, string][]).map(toField)
  }
  return [...headers].map(toField)
}

function toField(pair: readonly [string, string]): HeaderField {
  return { name: pair[0], value: pair[1] }
}

/** Of Node.js's list, in which names and values take turns. */
export function fieldsOf(rawHeaders: readonly string[]): HeaderField[] {
  const fields: HeaderField[] = []
  for (let at = 0; at + 1 < rawHeaders.length; at += 2) {
    fields.push({ name: rawHeaders[at]!, value: rawHeaders[at + 1]! })
  }
  return fields
}
