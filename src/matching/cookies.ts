import { fieldValues } from '../interaction/header-fields.ts'
import type { RecordedRequest } from '../interaction/interaction.ts'

/** The cookies of a request as a multiset, in a form that is equal for equal cookies in any order. */
export function cookieKey(request: RecordedRequest): string {
  return cookiePairs(request).toSorted().join('; ')
}

/** Each `name=value` of the Cookie fields, in order. */
export function cookiePairs(request: RecordedRequest): string[] {
  return fieldValues(request.headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .map((pair) => pair.trim())
    .filter(Boolean)
}
