import { fieldValues, type HeaderField } from '../interaction/header-fields.ts'
import { isNamed } from './match-options.ts'

interface WithHeaders {
  readonly headers: readonly HeaderField[]
}

/** The cookies of a request as a multiset, in a form that is equal for equal cookies in any order. */
export function cookieKey(
  request: WithHeaders,
  ignoreCookies: readonly (string | RegExp)[] = [],
): string {
  const pairs = cookiePairs(request, ignoreCookies).map(([name, value]) => `${name}=${value}`)
  return pairs.toSorted().join('; ')
}

/** Name and value of each cookie that counts, in order. One without `=` has an empty name. */
export function cookiePairs(
  request: WithHeaders,
  ignoreCookies: readonly (string | RegExp)[] = [],
): [string, string][] {
  return fieldValues(request.headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .map((pair) => pair.trim())
    .filter(Boolean)
    .map((pair): [string, string] => {
      const at = pair.indexOf('=')
      return at < 0 ? ['', pair] : [pair.slice(0, at), pair.slice(at + 1)]
    })
    .filter(([name]) => !isNamed(name, ignoreCookies))
}
