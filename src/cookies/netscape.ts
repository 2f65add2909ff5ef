import { CookieFileError } from '../errors/cookie-file-error.ts'
import { withoutBrackets, type SessionCookie } from './cookie.ts'
import { effectiveHost, hostOfEffective } from './effective-host.ts'
import { problemOf } from './set-cookie.ts'

/** The first line, without which Python's `MozillaCookieJar` refuses the file. */
const header = '# Netscape HTTP Cookie File\n'

/** curl's and Python's mark of an HttpOnly cookie, which older readers take for a comment. */
const httpOnlyMark = '#HttpOnly_'

/** What curl and Python write differently, and each reads only in its own way. */
interface Dialect {
  host(domain: string): string
  /** The expiry of a session cookie. */
  readonly session: string
}
/** No brackets around an IPv6 address. An empty expiry makes curl drop the line. */
const curl: Dialect = { host: withoutBrackets, session: '0' }
/** `localhost` is `localhost.local`. The expiry 0 is one long past, so that Python never sends the cookie. */
const python: Dialect = { host: effectiveHost, session: '' }

/**
 * The text of a `cookies.txt`, as a byte string: write it as latin1.
 *
 * Each cookie has a line as curl writes it and, where Python's `MozillaCookieJar` reads only another, that one
 * too: a session cookie, and one of `localhost` or of an IPv6 address. Each passes over the other's line.
 *
 * @param file what errors call it
 * @throws CookieFileError for a cookie with a tab, which would make fields of its own
 *
 * @example
 * formatNetscape(jar.list())
 * // # Netscape HTTP Cookie File
 * // #HttpOnly_example.com	FALSE	/	TRUE	0	sid	1
 * // #HttpOnly_example.com	FALSE	/	TRUE		sid	1
 */
export function formatNetscape(
  cookies: Iterable<SessionCookie>,
  file: string = 'cookies.txt',
): string {
  const lines = Array.from(cookies, (cookie) =>
    [curl, python].map((dialect) => `${lineOf(cookie, dialect, file)}\n`),
  )
  return header + lines.flatMap((ofOne) => [...new Set(ofOne)]).join('')
}

function lineOf(cookie: SessionCookie, dialect: Dialect, file: string): string {
  const fields = [
    // The dot and the flag say the same: Python asserts that they agree.
    cookie.hostOnly ? dialect.host(cookie.domain) : `.${cookie.domain}`,
    flag(!cookie.hostOnly),
    cookie.path,
    flag(cookie.secure),
    // Never 0, which means a session cookie.
    cookie.expires ? String(Math.max(1, Math.floor(+cookie.expires / 1000))) : dialect.session,
    cookie.name,
    cookie.value,
  ]
  if (fields.some((field) => /[\t\r\n]/.test(field))) {
    throw new CookieFileError({
      file,
      problem: `the cookie ${JSON.stringify(cookie.name)} has a tab in its name, value or path, which this format cannot hold`,
      remedy: 'Save as a storage state (.json) or LWP (.lwp), or delete that cookie first.',
    })
  }
  return (cookie.httpOnly ? httpOnlyMark : '') + fields.join('\t')
}

/**
 * The cookies of a `cookies.txt`, as curl, wget, browsers' exporters and Python write it.
 *
 * @param text a byte string: the file read as latin1
 * @param file what errors call it
 * @throws CookieFileError with the line
 */
export function parseNetscape(text: string, file: string = 'cookies.txt'): SessionCookie[] {
  const createdAt = new Date()
  const cookies = text
    .replace(/^\xef\xbb\xbf|^\ufeff/, '')
    .split('\n')
    .flatMap((line, index) => cookiesOf(line.replace(/\r$/, ''), file, index + 1, createdAt))
  // The two lines of one cookie are one; of two that differ the later one counts, as in a jar.
  return [
    ...new Map(
      cookies.map((cookie) => {
        const { name, domain, hostOnly, path } = cookie
        return [JSON.stringify([name, domain, hostOnly, path]), cookie]
      }),
    ).values(),
  ]
}

function cookiesOf(text: string, file: string, line: number, createdAt: Date): SessionCookie[] {
  const httpOnly = text.startsWith(httpOnlyMark)
  const rest = httpOnly ? text.slice(httpOnlyMark.length) : text
  if (rest.trim() === '' || (!httpOnly && rest.startsWith('#'))) return []

  const bad = (problem: string): never => {
    throw new CookieFileError({
      file,
      line,
      problem,
      remedy:
        'Mend or remove the line: domain, subdomains, path, secure, expires, name, value, with a tab between each two.',
    })
  }
  const fields = rest.split('\t')
  // Six: a cookie with an empty value whose last tab an editor took away, as curl reads it too.
  if (fields.length !== 7 && fields.length !== 6) bad(`${fields.length} fields, expected 7`)
  const [
    domain = '',
    subdomains = '',
    path = '',
    secure = '',
    expires = '',
    name = '',
    value = '',
  ] = fields
  const boolean = (field: string, what: string): boolean =>
    /^(TRUE|FALSE)$/i.test(field)
      ? field.toUpperCase() === 'TRUE'
      : bad(`${what} is ${JSON.stringify(field)}, expected TRUE or FALSE`)

  const host = hostOfEffective(domain.replace(/^\./, ''))
  if (host === '' || /[\s;]/.test(host)) bad('its domain is not a host name')
  if (!path.startsWith('/')) bad('its path does not start with a slash')
  if (!/^(-?\d+(\.\d+)?)?$/.test(expires)) bad('its expiry is not a number of seconds')
  const problem = problemOf(name, value)
  if (problem !== undefined) bad(problem)
  return [
    {
      name,
      value,
      domain: host,
      // The flag decides, as for curl; wget and exporters write it without the dot.
      hostOnly: !boolean(subdomains, 'the second field'),
      path,
      // Both ways of saying "session cookie": curl's and wget's 0, Python's empty field.
      expires: Number(expires) === 0 ? undefined : new Date(Math.round(Number(expires) * 1000)),
      httpOnly,
      secure: boolean(secure, 'the fourth field'),
      sameSite: undefined,
      partitioned: false,
      createdAt,
    },
  ]
}

function flag(value: boolean): string {
  return value ? 'TRUE' : 'FALSE'
}
