import { parseSetCookie } from '../cookies/set-cookie.ts'
import { isCookieRefusedError } from '../errors/cookie-refused-error.ts'
import { fieldValues } from '../interaction/header-fields.ts'
import { exchangeOf, type Exchange } from '../session/exchange.ts'
import { seenResponse, type AnyResponse } from './any-response.ts'
import { closestCookie } from './closest-cookie.ts'
import { checkAttributes, type CookieAttributes } from './cookie-attributes.ts'
import type { Outcome } from './outcome.ts'
import { nearNames } from './near-names.ts'
import { asText, seenInField, type SeenCookie } from './seen-cookie.ts'
import { wrongKind } from './wrong-kind.ts'

/** That a response asks to set a cookie. See `Assertions.toSetCookie`. */
export function toSetCookie(
  response: AnyResponse,
  name: string,
  attributes?: CookieAttributes,
): Outcome {
  const seen = seenResponse(response)
  if (seen?.headers === undefined) {
    throw wrongKind('toSetCookie', 'a response of a session, of `request` or of `fetch`', response)
  }
  if (typeof name !== 'string') throw wrongKind('toSetCookie', "the cookie's name", name)
  if (attributes !== undefined) checkAttributes('toSetCookie', attributes)
  const exchange = exchangeOf(response)
  const { cookies, refused } = parseAll(
    exchange ? setCookieFields(exchange) : fieldValues(seen.headers, 'set-cookie'),
  )
  const subject = exchange?.redirectedFrom
    ? `${seen.request} and the redirects before it`
    : seen.request
  const named = cookies.filter((cookie) => cookie.name === name)
  if (named.length === 0) {
    const others = nearNames(
      name,
      cookies.map((cookie) => cookie.name),
    )
    const lines = [`no Set-Cookie for \`${name}\`; ${subject} set ${others || 'no cookie'}`]
    return {
      pass: false,
      subject: [...lines, ...(refused.get(name) ?? [])].join('\n'),
    }
  }
  const { rows, pass } = closestCookie(named, attributes)
  return { pass, subject: `${subject} set cookie \`${name}\``, rows }
}

/** Those of the response itself first, then those of the redirects that led to it. */
function setCookieFields(exchange: Exchange): string[] {
  const before = exchange.redirectedFrom
  return [...exchange.setCookie, ...(before ? setCookieFields(before) : [])]
}

/** The cookies that the fields set, and why others set none, by name. */
function parseAll(fields: readonly string[]): {
  cookies: SeenCookie[]
  refused: Map<string, string[]>
} {
  const cookies: SeenCookie[] = []
  const refused = new Map<string, string[]>()
  for (const field of fields) {
    try {
      cookies.push(seenInField(parseSetCookie(field)))
    } catch (error) {
      if (!isCookieRefusedError(error)) throw error
      const name = asText(error.cookieName)
      const line = `a Set-Cookie for \`${name}\` sets nothing: ${error.reason}`
      refused.set(name, [...(refused.get(name) ?? []), line])
    }
  }
  return { cookies, refused }
}
