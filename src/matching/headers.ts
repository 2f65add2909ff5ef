import { fieldValue, type HeaderField } from '../interaction/header-fields.ts'

/** The values of the header fields that count. A field that is missing is not the same as an empty one. */
export function headersKey(
  request: { readonly headers: readonly HeaderField[] },
  names: readonly string[] = [],
): string {
  return JSON.stringify(names.map((name) => fieldValue(request.headers, name) ?? null))
}
