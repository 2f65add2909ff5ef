import { decodeUri, encodeUri } from './codings.ts'

/**
 * A query or a form body (`application/x-www-form-urlencoded`) with some of its values replaced and the rest
 * as it stood.
 *
 * @param visit gets each value decoded; `undefined` drops the field.
 */
export function rewriteForm(
  text: string,
  visit: (name: string, value: string) => string | undefined,
): string {
  const pairs = text.split('&').flatMap((pair) => {
    const at = pair.indexOf('=')
    if (at < 0) return [pair]
    const value = decodeField(pair.slice(at + 1))
    const becomes = visit(decodeField(pair.slice(0, at)), value)
    if (becomes === value) return [pair]
    return becomes === undefined ? [] : [`${pair.slice(0, at)}=${encodeUri(becomes)}`]
  })
  return pairs.join('&')
}

function decodeField(text: string): string {
  return decodeUri(text.replaceAll('+', ' '))
}
