import { fieldValue, fieldValues, type HeaderField } from '../interaction/header-fields.ts'
import type { Outcome } from './outcome.ts'
import { nearNames } from './near-names.ts'
import { matchesPattern, type TextPattern } from './pattern.ts'

/**
 * Whether a message has a header field. Several fields of one name count each by itself and, but for
 * Set-Cookie, joined by `, ` (RFC 9110, section 5.2).
 *
 * Of the fields that nobody asked for a failure shows the names alone: their values may be secret.
 *
 * @param subject what a failure calls the message: `GET https://… sent`, say
 */
export function headerOutcome(
  headers: readonly HeaderField[],
  subject: string,
  name: string,
  expected: readonly [value?: TextPattern],
): Outcome {
  const values = fieldValues(headers, name)
  if (values.length === 0) {
    const others = nearNames(
      name,
      headers.map((field) => field.name),
    )
    return { pass: false, subject: `${subject} no ${name} header; it has ${others || 'none'}` }
  }
  if (expected.length === 0) return { pass: true, subject: `${subject} a ${name} header` }
  const joined = name.toLowerCase() === 'set-cookie' ? [] : [fieldValue(headers, name)]
  const match = [...joined, ...values].find((value) => matchesPattern(expected[0], value))
  const received = match ?? (values.length === 1 ? values[0] : values)
  return {
    pass: match !== undefined,
    subject: `${subject} a ${name} header`,
    rows: [{ name, expected: expected[0], received, pass: match !== undefined }],
  }
}
