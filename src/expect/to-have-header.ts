import { seenResponse, type AnyResponse } from './any-response.ts'
import type { Outcome } from './outcome.ts'
import { headerOutcome } from './header-outcome.ts'
import type { TextPattern } from './pattern.ts'
import { wrongKind } from './wrong-kind.ts'

/** That a response has a header field. See `Assertions.toHaveHeader`. */
export function toHaveHeader(
  response: AnyResponse,
  name: string,
  ...value: [value?: TextPattern]
): Outcome {
  const seen = seenResponse(response)
  if (seen?.headers === undefined) {
    throw wrongKind('toHaveHeader', 'a response of a session, of `request` or of `fetch`', response)
  }
  if (typeof name !== 'string') throw wrongKind('toHaveHeader', "the field's name", name)
  return headerOutcome(seen.headers, `${seen.request} has`, name, value)
}
