import { createHash } from 'node:crypto'
import { isAbsolute, relative, resolve, sep } from 'node:path'

/** Where a cassette lies when the option `cassettePath` does not say. */
export const DEFAULT_CASSETTE_PATH = 'fixtures/{testFilePath}/{testTitle}.har'

/** What a cassette's path is made of. */
export interface CassettePathParts {
  /** The folder of the Playwright configuration, absolute. */
  readonly configDir: string
  /** The test file, absolute. */
  readonly testFile: string
  /** The project's `testDir`, absolute. */
  readonly testDir: string
  /** The titles of the describe blocks around the test, then its own. */
  readonly titlePath: readonly string[]
  readonly projectName: string
}

/** Bytes of one file name, well under the 255 that file systems allow, with room for an extension. */
const MAX_SEGMENT_BYTES = 100

/** Names that Windows keeps for devices, with any extension. */
const RESERVED = /^(?:con|prn|aux|nul|com[0-9¹²³]|lpt[0-9¹²³])(?:\.|$)/i

/**
 * The absolute path of a test's cassette.
 *
 * @param template for example `fixtures/{testFilePath}/{testTitle}.har`, relative to `configDir`.
 * @throws when the template has a name in braces that is not known; the error lists those that are.
 * @example
 * cassettePath(DEFAULT_CASSETTE_PATH, { configDir: '/app', testFile: '/app/tests/login.spec.ts',
 *   testDir: '/app/tests', titlePath: ['Signs in'], projectName: '' })
 * // '/app/fixtures/tests/login/signs-in.har'
 */
export function cassettePath(template: string, parts: CassettePathParts): string {
  const values: Readonly<Record<string, string>> = {
    testFilePath: withoutSuffix(folderPath(parts.configDir, parts.testFile)),
    testTitle: fileName(parts.titlePath.join(' ')),
    testDir: folderPath(parts.configDir, parts.testDir),
    // A project without a name is common, and leaves its place in the path empty.
    projectName: parts.projectName === '' ? '' : fileName(parts.projectName),
  }
  const path = template.replace(/\{([^{}]*)\}/g, (_whole, name: string) => {
    if (Object.hasOwn(values, name)) return values[name]!
    const known = Object.keys(values).map((key) => `{${key}}`)
    throw new TypeError(
      `cassettePath ${JSON.stringify(template)}: there is no {${name}}; use ${known.join(', ')}`,
    )
  })
  return resolve(parts.configDir, /\.(?:har|zip)$/.test(path) ? path : `${path}.har`)
}

/** A path inside the configuration's folder, with `/` on every system. What lies outside is named from its root. */
function folderPath(from: string, to: string): string {
  const path = relative(from, to)
  const parts = path.split(isAbsolute(path) ? /[/\\:]+/ : sep)
  return parts.filter((part) => part !== '..' && part !== '').join('/') || '.'
}

/** `tests/login` of `tests/login.spec.ts`. */
function withoutSuffix(path: string): string {
  return path.replace(/(?:[._-](?:spec|test))?\.[cm]?[jt]sx?$/, '')
}

/**
 * A title as a file name that every common file system takes: lower case, so that titles which differ only
 * in case collide on each system and not just on some.
 */
function fileName(title: string): string {
  const slug = title
    .normalize('NFC')
    .toLowerCase()
    // Letters, marks, numbers and emoji of all scripts stay; a dot stays between two of them (`v1.2`).
    .replace(/[^\p{L}\p{M}\p{N}\p{Extended_Pictographic}_.]+/gu, '-')
    .replace(/\.{2,}/g, '-')
    .replace(/^[-.]+|[-.]+$/g, '')
  const tooLong = Buffer.byteLength(slug) > MAX_SEGMENT_BYTES
  if (slug !== '' && !tooLong && !RESERVED.test(slug)) return slug
  const hash = createHash('sha256').update(title).digest('hex').slice(0, 8)
  return [cut(slug, MAX_SEGMENT_BYTES - hash.length - 1), hash].filter(Boolean).join('-')
}

/** The longest start of `text` that takes at most `bytes` bytes and ends with a whole character. */
function cut(text: string, bytes: number): string {
  let result = ''
  let size = 0
  for (const { segment } of new Intl.Segmenter().segment(text)) {
    size += Buffer.byteLength(segment)
    if (size > bytes) break
    result += segment
  }
  return result.replace(/[-.]+$/, '')
}
