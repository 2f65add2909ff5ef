import type { Outcome } from './outcome.ts'
import { headerOutcome } from './header-outcome.ts'
import type { TextPattern } from './pattern.ts'
import { requestLine, sentRequest, type Sender } from './sent-request.ts'
import { wrongKind } from './wrong-kind.ts'

/** That a request was sent with a header field. See `Assertions.toHaveSentHeader`. */
export function toHaveSentHeader(
  sender: Sender,
  name: string,
  ...value: [value?: TextPattern]
): Outcome {
  const exchange = sentRequest('toHaveSentHeader', sender)
  if (typeof name !== 'string') throw wrongKind('toHaveSentHeader', "the field's name", name)
  const subject = `${requestLine(exchange)} has`
  return headerOutcome(exchange.headers, subject, name, value)
}
