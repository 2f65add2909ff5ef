import { parseDate } from 'tough-cookie'
import { fieldValue, sameName, type HeaderField } from '../interaction/header-fields.ts'

/** The `expires` attribute of a Set-Cookie value: what stands before its date, and the date. */
const EXPIRES = /(;\s*expires\s*=\s*)([^;]*)/i

/**
 * Header fields of a response with every absolute time moved on, so that a cookie which was recorded with a
 * week to live has a week to live whenever it is replayed. `Max-Age` is relative already and stays.
 *
 * @param by milliseconds between the recording and now.
 * @param receivedAt when the response was recorded, in milliseconds since the epoch.
 */
export function shiftTimes(
  headers: readonly HeaderField[],
  by: number,
  receivedAt: number,
): readonly HeaderField[] {
  const date = Date.parse(fieldValue(headers, 'date') ?? '')
  const sentAt = Number.isNaN(date) ? receivedAt : date
  return headers.map((field) => {
    if (sameName(field.name, 'set-cookie')) return shiftCookie(field, by, sentAt)
    if (sameName(field.name, 'date')) return { name: field.name, value: shiftDate(field.value, by) }
    return field
  })
}

function shiftCookie(field: HeaderField, by: number, sentAt: number): HeaderField {
  const value = field.value.replace(EXPIRES, (whole, name: string, text: string) => {
    const expires = parseDate(text)
    // A server deletes a cookie by an expiry in the past (RFC 6265bis, section 3.1), which has to stay there.
    if (!expires || expires.getTime() <= sentAt) return whole
    return name + httpDate(expires.getTime() + by)
  })
  return { name: field.name, value }
}

function shiftDate(value: string, by: number): string {
  const date = Date.parse(value)
  return Number.isNaN(date) ? value : httpDate(date + by)
}

/** An IMF-fixdate (RFC 9110, section 5.6.7). */
function httpDate(time: number): string {
  return new Date(time).toUTCString()
}
