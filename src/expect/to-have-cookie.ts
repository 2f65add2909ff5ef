import { closestCookie } from './closest-cookie.ts'
import { checkAttributes, type CookieAttributes } from './cookie-attributes.ts'
import { cookiesOf, type CookieHolder, type HeldCookies } from './cookie-holder.ts'
import type { Outcome } from './outcome.ts'
import { nearNames } from './near-names.ts'
import { asText, placeOf } from './seen-cookie.ts'
import { wrongKind } from './wrong-kind.ts'

const TAKES =
  'a session, its jar, a browser context (page.context()), a request context or a storage state'

/** That a cookie is there, with these attributes. See `Assertions.toHaveCookie`. */
export async function toHaveCookie(
  holder: CookieHolder,
  name: string,
  attributes?: CookieAttributes,
): Promise<Outcome> {
  if (typeof name !== 'string') throw wrongKind('toHaveCookie', "the cookie's name", name)
  if (attributes !== undefined) checkAttributes('toHaveCookie', attributes)
  const held = await cookiesOf(holder)
  if (held === undefined) throw wrongKind('toHaveCookie', TAKES, holder)
  const named = held.cookies.filter((cookie) => cookie.name === name)
  if (named.length === 0) return { pass: false, subject: absent(name, held) }
  const { cookie, rows, pass } = closestCookie(named, attributes)
  const subject =
    named.length === 1
      ? `${held.holder} has cookie \`${name}\` (${placeOf(cookie)})`
      : `${held.holder} has ${named.length} cookies \`${name}\`; the closest is that of ${placeOf(cookie)}`
  return { pass, subject, rows }
}

function absent(name: string, { holder, cookies, rejected }: HeldCookies): string {
  const others = nearNames(
    name,
    cookies.map((cookie) => cookie.name),
  )
  const refusals = rejected
    .filter((cookie) => asText(cookie.name) === name)
    .map(({ url, reason }) => `\`${name}\` from ${url} was refused: ${reason}`)
  return [
    `no cookie \`${name}\`; ${holder} ${others === '' ? 'is empty' : `has ${others}`}`,
    ...new Set(refusals),
  ].join('\n')
}
