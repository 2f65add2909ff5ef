import { readFile } from 'node:fs/promises'
import { extname } from 'node:path'
import { CookieFileError } from '../errors/cookie-file-error.ts'
import type { SessionCookie } from './cookie.ts'
import { formatLwp, parseLwp } from './lwp.ts'
import { formatNetscape, parseNetscape } from './netscape.ts'
import { writePrivateFile } from './private-file.ts'
import { formatStorageState, parseStorageState } from './storage-state.ts'
import { formatToughJson, parseToughJson } from './tough-json.ts'

/**
 * - `storage-state`: Playwright's JSON
 * - `netscape`: `cookies.txt`, of curl, wget and Python's `MozillaCookieJar`
 * - `lwp`: `LWP-Cookies-2.0`, of Python's `LWPCookieJar` and Perl
 * - `tough-cookie`: what `JSON.stringify` makes of a tough-cookie jar
 */
export type CookieFormat = 'storage-state' | 'netscape' | 'lwp' | 'tough-cookie'

interface Codec {
  parse(text: string, file: string): SessionCookie[]
  format(cookies: Iterable<SessionCookie>, file: string): string
  /** curl writes the bytes it got, so that cookies.txt is read and written byte by byte. */
  readonly encoding: 'latin1' | 'utf8'
}

const codecs: Record<CookieFormat, Codec> = {
  'storage-state': { parse: parseStorageState, format: formatStorageState, encoding: 'utf8' },
  netscape: { parse: parseNetscape, format: formatNetscape, encoding: 'latin1' },
  lwp: { parse: parseLwp, format: formatLwp, encoding: 'utf8' },
  'tough-cookie': { parse: parseToughJson, format: formatToughJson, encoding: 'utf8' },
}

const formatOfExtension = new Map<string, CookieFormat>([
  ['.json', 'storage-state'],
  ['.txt', 'netscape'],
  ['.lwp', 'lwp'],
])

/** @throws CookieFileError with the file and the line or place of what does not fit */
export async function readCookieFile(
  path: string,
  format: CookieFormat | undefined,
): Promise<SessionCookie[]> {
  const bytes = await readFile(path)
  const codec = codecs[format ?? detectFormat(bytes.toString('latin1'))]
  return codec.parse(bytes.toString(codec.encoding), path)
}

/**
 * Writes a file that only its owner can read, whole or not at all: cookies are what a session is worth.
 *
 * @throws CookieFileError where the format cannot hold a cookie, and for an unknown extension
 */
export async function writeCookieFile(
  path: string,
  cookies: readonly SessionCookie[],
  format: CookieFormat | undefined = formatOfExtension.get(extname(path).toLowerCase()),
): Promise<void> {
  if (format === undefined) {
    throw new CookieFileError({
      file: path,
      problem: 'its extension names no cookie file format',
      remedy: 'Use .json (storage state), .txt (cookies.txt) or .lwp, or give the format.',
    })
  }
  const text = codecs[format].format(cookies, path)
  await writePrivateFile(path, text, codecs[format].encoding)
}

/** The format that a file's content shows; what shows none is taken for cookies.txt, which needs no first line. */
export function detectFormat(text: string): CookieFormat {
  const start = text.replace(/^(\ufeff|\xef\xbb\xbf)/, '').trimStart()
  if (start.startsWith('#LWP-Cookies-')) return 'lwp'
  if (!start.startsWith('{')) return 'netscape'
  return /"(key|storeType|rejectPublicSuffixes)"\s*:/.test(start) ? 'tough-cookie' : 'storage-state'
}
