import type { CookieCase } from '../suites/cookie-case.ts'
import { places } from './places.ts'
import { protection } from './protection.ts'
import { http } from './row.ts'
import { texts } from './texts.ts'

/** A case with the section whose rule it shows: of RFC 6265bis, unless it says otherwise. */
interface Rule extends CookieCase {
  readonly section: string
}

export const rules: readonly Rule[] = [...places, ...protection, ...texts].map(
  ([section, title, setCookie, sent, from = http, to = from]) => ({
    section,
    title,
    from,
    setCookie: [setCookie].flat(),
    to,
    sent,
  }),
)
