import { isHTTPError } from '../errors/http-error.ts'
import type { Outcome, Row } from './outcome.ts'
import { matchesPattern, type TextPattern } from './pattern.ts'
import type { StatusPattern } from './status-pattern.ts'
import { statusRow } from './to-have-status.ts'
import { wrongKind } from './wrong-kind.ts'

/** What else an `HTTPError` is expected to have. */
export interface HTTPErrorDetails {
  /** The reason phrase: `Forbidden`. */
  readonly reason?: TextPattern
  /** The response's text, as far as the error holds it (64 KiB). */
  readonly body?: TextPattern
}

/** That an error is an `HTTPError`. See `PlaywrightTest.Matchers.toBeHTTPError`. */
export function toBeHTTPError(
  error: unknown,
  status?: StatusPattern,
  details: HTTPErrorDetails = {},
): Outcome {
  if (!(error instanceof Error)) {
    throw wrongKind(
      'toBeHTTPError',
      'an error (`await expect(session.get(…)).rejects.toBeHTTPError(403)`)',
      error,
    )
  }
  if (!isHTTPError(error)) {
    const subject = `no HTTPError but ${error.name}: ${error.message}`
    return { pass: false, subject }
  }
  const rows: Row[] = status === undefined ? [] : [statusRow('toBeHTTPError', status, error)]
  const received = { reason: error.statusText, body: error.body }
  for (const [name, expected] of Object.entries(details)) {
    if (name !== 'reason' && name !== 'body') {
      throw new TypeError(`toBeHTTPError takes the details reason and body, not ${name}`)
    }
    rows.push({
      name,
      expected,
      received: received[name],
      pass: matchesPattern(expected, received[name]),
    })
  }
  const pass = rows.every((row) => row.pass)
  return { pass, subject: error.message, rows }
}
