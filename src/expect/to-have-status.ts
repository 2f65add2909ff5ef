import type { Response as PageResponse } from '@playwright/test'
import { seenResponse, type AnyResponse } from './any-response.ts'
import type { Outcome, Row } from './outcome.ts'
import { matchesStatus, type StatusPattern } from './status-pattern.ts'
import { wrongKind } from './wrong-kind.ts'

/** That a response has a status. See `Assertions.toHaveStatus`. */
export function toHaveStatus(
  response: AnyResponse | PageResponse,
  expected: StatusPattern,
): Outcome {
  const seen = seenResponse(response)
  if (seen === undefined) throw wrongKind('toHaveStatus', 'a response', response)
  const row = statusRow('toHaveStatus', expected, seen)
  return { pass: row.pass, subject: seen.request, rows: [row] }
}

/** The row of a status; its reason phrase says more than its number. */
export function statusRow(
  assertion: string,
  expected: StatusPattern,
  { status, statusText }: { readonly status: number; readonly statusText: string },
): Row {
  return {
    name: 'status',
    expected,
    received: status,
    pass: matchesStatus(assertion, expected, status),
    ...(statusText !== '' && { receivedNote: statusText }),
  }
}
