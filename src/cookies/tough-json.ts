import { Cookie, version } from 'tough-cookie'
import { toStored, withBrackets, type SessionCookie } from './cookie.ts'
import { sameSiteOf } from './same-site.ts'
import { readJson, type JsonObject } from './json-file.ts'
import { problemOf } from './set-cookie.ts'

/**
 * The text of a serialized tough-cookie jar, which `CookieJar.deserializeSync` reads: byte strings as they
 * are, dates in ISO format.
 *
 * @example
 * CookieJar.deserializeSync(formatToughJson(jar.list()))
 */
export function formatToughJson(cookies: Iterable<SessionCookie>): string {
  const serialized = {
    version: `tough-cookie@${version}`,
    storeType: 'MemoryCookieStore',
    rejectPublicSuffixes: true,
    enableLooseMode: true,
    allowSpecialUseDomain: true,
    prefixSecurity: 'strict',
    cookies: Array.from(cookies, (cookie) => ({
      ...toStored(cookie).toJSON(),
      // tough-cookie passes over a member that it does not know.
      ...(cookie.partitionKey === undefined ? {} : { partitionKey: cookie.partitionKey }),
      ...(cookie.crossSiteAncestor === undefined
        ? {}
        : { crossSiteAncestor: cookie.crossSiteAncestor }),
    })),
  }
  return `${JSON.stringify(serialized, null, 2)}\n`
}

/**
 * The cookies of a serialized tough-cookie jar.
 *
 * @param file what errors call it
 * @throws CookieFileError naming the place, for example `$.cookies[2].expires`
 */
export function parseToughJson(text: string, file: string = 'tough-cookie jar'): SessionCookie[] {
  const now = new Date()
  return readJson(text, file).map((entry) => {
    const created = dateOf(entry, 'creation') ?? now
    const partitionKey = entry.optional('partitionKey', 'string')
    const crossSiteAncestor = entry.optional('crossSiteAncestor', 'boolean')
    const extensions = extensionsOf(entry)
    const others = extensions.filter((extension) => extension.toLowerCase() !== 'partitioned')
    const name = entry.optional('key', 'string') ?? ''
    const value = entry.optional('value', 'string') ?? ''
    const problem = problemOf(name, value)
    if (problem !== undefined) throw entry.bad('', problem)
    return {
      name,
      value,
      domain: withBrackets(entry.required('domain', 'string')),
      hostOnly: entry.optional('hostOnly', 'boolean') ?? false,
      path: entry.required('path', 'string'),
      expires: expiryOf(entry, now),
      httpOnly: entry.optional('httpOnly', 'boolean') ?? false,
      secure: entry.optional('secure', 'boolean') ?? false,
      sameSite: sameSiteOf(entry.optional('sameSite', 'string')),
      partitioned: others.length < extensions.length,
      ...(partitionKey === undefined ? {} : { partitionKey }),
      ...(crossSiteAncestor === undefined ? {} : { crossSiteAncestor }),
      createdAt: created,
      ...(others.length === 0 ? {} : { extensions: others }),
    }
  })
}

function extensionsOf(entry: JsonObject): string[] {
  const value = entry.optional('extensions', 'object')
  if (value === undefined) return []
  const texts = Array.isArray(value) ? value.filter((item) => typeof item === 'string') : undefined
  if (texts === undefined) throw entry.bad('.extensions', 'expected an array')
  return texts
}

/** A jar of bare tough-cookie keeps `maxAge`, which it counts from the last access. */
function expiryOf(entry: JsonObject, now: Date): Date | undefined {
  const maxAge = entry.optional('maxAge', 'number')
  if (maxAge === undefined) return dateOf(entry, 'expires')
  const cookie = new Cookie({ maxAge, lastAccessed: dateOf(entry, 'lastAccessed') ?? now })
  const time = cookie.expiryTime() ?? 0
  return new Date(Math.max(time, 0))
}

function dateOf(entry: JsonObject, name: string): Date | undefined {
  const text = entry.optional(name, 'string')
  if (text === undefined || text === 'Infinity') return undefined
  const date = new Date(text)
  if (Number.isNaN(date.getTime())) throw entry.bad(`.${name}`, 'expected an ISO date')
  return date
}
