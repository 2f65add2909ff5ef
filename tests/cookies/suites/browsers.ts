import * as attributes from './browser-attributes.ts'
import * as places from './browser-domains-and-paths.ts'
import * as texts from './browser-names-and-values.ts'
import * as prefixes from './browser-prefixes.ts'
import type { CookieCase } from './cookie-case.ts'

/** What differs from `http://www.example.org`, where the row is played. */
interface Where {
  readonly scheme?: 'https'
  /** The path of the response that sets. */
  readonly setAt?: string
  /** The host that is asked then, */
  readonly host?: string
  /** and its path. */
  readonly path?: string
}

/** Title, the Set-Cookie field or fields, the Cookie field; and where, or the path that is asked. */
export type BrowserRow = readonly [
  title: string,
  setCookie: string | readonly string[],
  sent: string,
  where?: Where | string,
]

/**
 * What browsers agree on, by rule: the cases of the web-platform-tests' `cookies/` (BSD-3-Clause,
 * https://github.com/web-platform-tests/wpt) that HTTP alone can show, told anew as rows. Each list names its file there.
 * Left out: `document.cookie`, frames and navigation, cross-site requests, and, because no HTTP message can
 * carry them, control characters, which `src/cookies/set-cookie.test.ts` has.
 *
 * Chromium 153 differs in four rows: it takes no nameless cookie with an equals sign in its value (two rows), an empty
 * Domain wins over an earlier one, and a cookie set again with another value goes to the end of the line.
 */
const rules: Readonly<Record<string, readonly BrowserRow[]>> = {
  name: texts.names,
  value: texts.values,
  encoding: texts.encodings,
  size: texts.sizes,
  Expires: attributes.expires,
  'Max-Age': attributes.maxAge,
  'unknown attribute': attributes.unknown,
  Secure: attributes.secure,
  'attribute size': attributes.attributeSizes,
  Domain: places.domains,
  Path: places.paths,
  'path match': places.pathMatches,
  'path bytes': places.pathBytes,
  order: places.order,
  '__Host-': prefixes.host,
  '__Host- path': prefixes.explicitPath,
  '__Secure-': prefixes.secure,
  '__Http-': prefixes.http,
}

export const browserCases: readonly CookieCase[] = Object.entries(rules).flatMap(([rule, rows]) =>
  rows.map(([title, setCookie, sent, at = {}]) => {
    const where: Where = typeof at === 'string' ? { path: at } : at
    const { scheme = 'http', setAt = '/cookies/resources/set', host, path } = where
    return {
      title: `${rule}: ${title}`,
      from: `${scheme}://www.example.org${setAt}`,
      setCookie: [setCookie].flat(),
      to: `${scheme}://${host ?? 'www.example.org'}${path ?? '/cookies/resources/page'}`,
      sent,
    }
  }),
)
