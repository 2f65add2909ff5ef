import { CookieFileError } from '../errors/cookie-file-error.ts'
import type { SessionCookie } from './cookie.ts'

/** The first line, without which Python's `MozillaCookieJar` refuses the file. */
const header = '# Netscape HTTP Cookie File\n'

/** curl's and Python's mark of an HttpOnly cookie, which older readers take for a comment. */
const httpOnlyMark = '#HttpOnly_'

/**
 * The text of a `cookies.txt`, as a byte string: write it as latin1.
 *
 * A session cookie gets the expiry `0`, as curl and wget write it. Python's `MozillaCookieJar` then needs
 * `load(ignore_expires=True)`; an empty expiry would need `ignore_discard=True`, and curl drops such a line.
 *
 * @param file what errors call it
 * @throws CookieFileError for a cookie with a tab, which would make fields of its own
 *
 * @example
 * formatNetscape(jar.list())
 * // # Netscape HTTP Cookie File
 * // #HttpOnly_example.com	FALSE	/	TRUE	0	sid	1
 */
export function formatNetscape(
  cookies: Iterable<SessionCookie>,
  file: string = 'cookies.txt',
): string {
  return header + Array.from(cookies, (cookie) => `${lineOf(cookie, file)}\n`).join('')
}

function lineOf(cookie: SessionCookie, file: string): string {
  const fields = [
    // The dot and the flag say the same: Python asserts that they agree.
    cookie.hostOnly ? cookie.domain : `.${cookie.domain}`,
    flag(!cookie.hostOnly),
    cookie.path,
    flag(cookie.secure),
    // Never 0, which means a session cookie.
    cookie.expires === undefined ? '0' : String(Math.max(1, Math.floor(+cookie.expires / 1000))),
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
  return text
    .replace(/^\xef\xbb\xbf|^\ufeff/, '')
    .split('\n')
    .flatMap((line, index) => cookiesOf(line.replace(/\r$/, ''), file, index + 1, createdAt))
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

  const host = domain.replace(/^\./, '').toLowerCase()
  if (host === '' || /[\s;]/.test(host)) bad('its domain is not a host name')
  if (!path.startsWith('/')) bad('its path does not start with a slash')
  if (!/^(-?\d+(\.\d+)?)?$/.test(expires)) bad('its expiry is not a number of seconds')
  if (name === '' && value === '') bad('it has neither a name nor a value')
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
