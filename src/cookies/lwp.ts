import { CookieFileError } from '../errors/cookie-file-error.ts'
import type { SessionCookie } from './cookie.ts'
import { sameSiteOf } from './same-site.ts'
import { effectiveHost, hostOfEffective } from './effective-host.ts'
import { problemOf } from './set-cookie.ts'

/** The first line, without which Python's `LWPCookieJar` refuses the file. */
const header = '#LWP-Cookies-2.0\n'

/** Fields of the format itself, and attributes that have a place of their own in `SessionCookie`. */
const known = new Set([
  'path',
  'domain',
  'path_spec',
  'domain_dot',
  'secure',
  'expires',
  'discard',
  'httponly',
  'samesite',
  'partitioned',
  'partitionkey',
  'crosssiteancestor',
])

/** RFC 2965's attributes, in the order and the case in which Python writes them. */
const rfc2965 = new Set(['port', 'port_spec', 'comment', 'commenturl', 'version'])

/** How they are spelled in a Set-Cookie field. */
const spelling = new Map([
  ['port', 'Port'],
  ['comment', 'Comment'],
  ['commenturl', 'CommentURL'],
  ['version', 'Version'],
])

/**
 * The text of an `LWP-Cookies-2.0` file, in UTF-8, as Python's `LWPCookieJar` writes it.
 *
 * @param file what errors call it
 * @throws CookieFileError for a name that the format has no quotes for
 *
 * @example
 * formatLwp(jar.list())
 * // #LWP-Cookies-2.0
 * // Set-Cookie3: sid=1; path="/"; domain="example.com"; path_spec; discard; HttpOnly=None; version=0
 */
export function formatLwp(cookies: Iterable<SessionCookie>, file: string = 'cookies.lwp'): string {
  return header + Array.from(cookies, (cookie) => `Set-Cookie3: ${lineOf(cookie, file)}\n`).join('')
}

function lineOf(cookie: SessionCookie, file: string): string {
  // Python keeps a nameless cookie as a name without a value, and so must the line.
  const bare = cookie.name === ''
  const first = bare ? cookie.value : cookie.name
  if (/[\s;,="]/.test(first)) {
    throw new CookieFileError({
      file,
      problem: `the ${bare ? 'nameless cookie' : `cookie ${JSON.stringify(cookie.name)}`} has a space, comma, quote or equals sign where this format has no quotes`,
      remedy: 'Save as a storage state (.json), or delete that cookie first.',
    })
  }
  const extensions = new Map(
    (cookie.extensions ?? []).map((extension): [string, [string, string | undefined]] => {
      const [name = '', ...value] = extension.split('=')
      return [
        name.toLowerCase(),
        [name, value.length === 0 ? undefined : unquoted(value.join('='))],
      ]
    }),
  )
  const own = (name: string): string[] => {
    const extension = extensions.get(name)
    if (extension) return [word(name, extension[1])]
    return name === 'version' ? ['version=0'] : []
  }
  const others = [...extensions]
    .filter(([name]) => !known.has(name) && !rfc2965.has(name))
    .map(([, [name, value]]) => word(name, value))
  return [
    bare ? first : word(first, cookie.value),
    word('path', cookie.path),
    word('domain', cookie.hostOnly ? effectiveHost(cookie.domain) : `.${cookie.domain}`),
    ...own('port'),
    'path_spec',
    ...(extensions.has('port') ? ['port_spec'] : []),
    ...(cookie.hostOnly ? [] : ['domain_dot']),
    ...(cookie.secure ? ['secure'] : []),
    ...(cookie.expires ? [word('expires', isoTime(cookie.expires))] : ['discard']),
    ...own('comment'),
    ...own('commenturl'),
    // Python writes an attribute it does not know with the text of its value, which is `None` for a bare one.
    ...(cookie.httpOnly ? ['HttpOnly=None'] : []),
    ...(cookie.partitioned ? ['Partitioned=None'] : []),
    ...(cookie.partitionKey ? [word('PartitionKey', cookie.partitionKey)] : []),
    ...(cookie.crossSiteAncestor === undefined
      ? []
      : [`CrossSiteAncestor=${cookie.crossSiteAncestor}`]),
    ...(cookie.sameSite ? [word('SameSite', cookie.sameSite)] : []),
    ...others,
    ...own('version'),
  ].join('; ')
}

/** `2026-11-24 01:53:16Z`, of a time in whole seconds. */
function isoTime(date: Date): string {
  return `${date.toISOString().slice(0, 19).replace('T', ' ')}Z`
}

/** Python: a value is quoted unless it is made of letters, digits and underscores. */
function word(name: string, value: string | undefined): string {
  if (value === undefined) return name
  return /^\w+$/.test(value) ? `${name}=${value}` : `${name}="${value.replace(/["\\]/g, '\\$&')}"`
}

function unquoted(value: string): string {
  return /^"(.*)"$/s.exec(value)?.[1] ?? value
}

/**
 * The cookies of an `LWP-Cookies-2.0` file.
 *
 * @param text the file read as UTF-8
 * @param file what errors call it
 * @throws CookieFileError with the line
 */
export function parseLwp(text: string, file: string = 'cookies.lwp'): SessionCookie[] {
  const createdAt = new Date()
  return text
    .replace(/^\ufeff/, '')
    .split('\n')
    .flatMap((line, index) => cookiesOf(line.replace(/\r$/, ''), file, index + 1, createdAt))
}

function cookiesOf(text: string, file: string, line: number, createdAt: Date): SessionCookie[] {
  if (text.trim() === '' || text.startsWith('#')) return []
  const bad = (problem: string): never => {
    throw new CookieFileError({
      file,
      line,
      problem,
      remedy:
        'Mend or remove the line: Set-Cookie3: name="value"; path="/"; domain="example.com"; …',
    })
  }
  const words = /^Set-Cookie3:(.*)$/s.exec(text)?.[1]
  if (words === undefined) return bad('it does not start with Set-Cookie3:')
  const pairs = pairsOf(words) ?? bad('its name="value" pairs cannot be read')
  const [first, ...rest] = pairs
  if (first === undefined) return bad('it has no cookie')

  const fields = new Map(rest.map(([name, value]) => [name.toLowerCase(), { name, value }]))
  const domain = fields.get('domain')?.value ?? bad('it has no domain')
  const path = fields.get('path')?.value ?? '/'
  const host = hostOfEffective(domain.replace(/^\./, ''))
  if (host === '' || /[\s;]/.test(host)) bad('its domain is not a host name')
  if (!path.startsWith('/')) bad('its path does not start with a slash')
  const expires = fields.get('expires')?.value
  const expiry =
    expires === undefined ? undefined : (timeOf(expires) ?? bad('its expiry is not a date'))
  const partitionKey = fields.get('partitionkey')?.value
  const crossSiteAncestor = fields.get('crosssiteancestor')?.value
  const extensions = [...fields].flatMap(([key, { name, value }]) =>
    // `port_spec` says only that there was a Port, and Python adds version 0 to every cookie.
    known.has(key) || key === 'port_spec' || (key === 'version' && value === '0')
      ? []
      : [extensionOf(spelling.get(key) ?? name, value)],
  )
  // A name alone is Python's form of a nameless cookie.
  const name = first[1] === undefined ? '' : first[0]
  const value = first[1] ?? first[0]
  const problem = problemOf(name, value)
  if (problem !== undefined) bad(problem)
  return [
    {
      name,
      value,
      domain: host,
      hostOnly: !domain.startsWith('.'),
      path,
      expires: expiry,
      httpOnly: fields.has('httponly'),
      secure: fields.has('secure'),
      sameSite: sameSiteOf(fields.get('samesite')?.value),
      partitioned: fields.has('partitioned'),
      ...(partitionKey === undefined ? {} : { partitionKey }),
      ...(crossSiteAncestor === undefined
        ? {}
        : { crossSiteAncestor: crossSiteAncestor === 'true' }),
      createdAt,
      ...(extensions.length === 0 ? {} : { extensions }),
    },
  ]
}

type Pair = [name: string, value: string | undefined]

/** `name`, `name=word` and `name="quoted \" word"`, apart by semicolons; `undefined` for anything else. */
function pairsOf(text: string): Pair[] | undefined {
  const pairs: Pair[] = []
  const pair = /\s*([^\s=;,"]+)(?:=(?:"((?:[^"\\]|\\.)*)"|([^\s;,"]*)))?\s*(?:;|$)/sy
  while (pair.lastIndex < text.trimEnd().length) {
    const match = pair.exec(text)
    if (!match) return undefined
    pairs.push([match[1] ?? '', match[2]?.replace(/\\(.)/gs, '$1') ?? match[3]])
  }
  return pairs
}

function extensionOf(name: string, value: string | undefined): string {
  if (value === undefined) return name
  return /^[\w.-]+$/.test(value) ? `${name}=${value}` : `${name}="${value}"`
}

/** `2026-11-24 01:53:16Z`, with a fraction perhaps; UTC. */
function timeOf(text: string): Date | undefined {
  if (!/^\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(\.\d+)?Z?$/.test(text)) return undefined
  const date = new Date(`${text.replace(' ', 'T').replace(/Z$/, '')}Z`)
  return Number.isNaN(date.getTime()) ? undefined : date
}
