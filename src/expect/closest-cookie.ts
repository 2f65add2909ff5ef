import { cookieRows, type CookieAttributes } from './cookie-attributes.ts'
import type { Row } from './outcome.ts'
import type { SeenCookie } from './seen-cookie.ts'

/** A cookie of the wanted name, beside what is expected of it. */
export interface Compared {
  readonly cookie: SeenCookie
  readonly rows: readonly Row[]
  readonly pass: boolean
}

/**
 * Of several cookies of one name, which differ in domain or path, the one that fits best: one that has all
 * attributes, else one with as few differences as there are.
 *
 * @param cookies at least one
 */
export function closestCookie(
  cookies: readonly SeenCookie[],
  attributes: CookieAttributes | undefined,
): Compared {
  const compared = cookies.map((cookie): Compared => {
    const rows = attributes === undefined ? [] : cookieRows(cookie, attributes)
    return { cookie, rows, pass: rows.every(({ pass }) => pass) }
  })
  return compared.toSorted((a, b) => differences(a) - differences(b))[0]!
}

function differences({ rows }: Compared): number {
  return rows.filter(({ pass }) => !pass).length
}
