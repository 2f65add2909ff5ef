import { readFileSync, statSync } from 'node:fs'
import { unzipSync, zipSync, type UnzipFileInfo } from 'fflate'
import { CassetteFormatError } from '../errors/cassette-format-error.ts'
import type { BodyFile } from './body-file.ts'
import { RESTORE } from './har-reader.ts'
import type { BodyFiles } from './read-entry.ts'
import { MAX_BYTES } from './read-limited.ts'

/** What Playwright calls the HAR in an archive. */
const HAR_NAME = 'har.har'

/** Where our own bodies lie in an archive. */
export const ZIP_BODY_FOLDER = 'bodies'

/** The same for every archive, so that recording the same traffic again gives the same bytes. The first that zip has. */
const MODIFIED = new Date(1980, 0, 1)

/** Whether a cassette's path says that HAR and bodies lie in one archive, as Playwright's `recordHar` has it. */
export function isZipPath(path: string): boolean {
  return path.endsWith('.zip')
}

/**
 * Whether the archive at `path` is to be read as a cassette: a folder may hold others, traces say. One that is
 * broken is, so that somebody hears of it.
 */
export function mayBeCassette(path: string): boolean {
  let holdsHar = false
  const look = ({ name }: UnzipFileInfo): boolean => {
    holdsHar ||= name.endsWith('.har')
    return false
  }
  try {
    if (statSync(path).size > MAX_BYTES) return false
    unzipSync(readFileSync(path), { filter: look })
    return holdsHar
  } catch {
    return true
  }
}

/** A HAR in an archive. */
export interface ZippedHar {
  /** JSON. */
  readonly text: string
  /** The bodies beside it, unpacked when they are asked for. */
  readonly files: BodyFiles
}

/**
 * The HAR in an archive: `har.har`, or the only one there is.
 *
 * @param path the archive's path, for error messages.
 * @throws CassetteFormatError for what is no zip archive, or one without a HAR.
 */
export function unzipHar(zip: Uint8Array, path: string): ZippedHar {
  const fail = (problem: string, place: string, cause?: unknown): never => {
    throw new CassetteFormatError({ path, place, problem, remedy: RESTORE, cause })
  }
  const names = new Set<string>()
  const unzip = (filter: (file: UnzipFileInfo) => boolean): Record<string, Uint8Array> => {
    try {
      return unzipSync(zip, { filter })
    } catch (error) {
      if (error instanceof CassetteFormatError) throw error
      return fail(`the archive cannot be read (${(error as Error).message})`, '', error)
    }
  }
  const read = (name: string, place: string): Uint8Array => {
    const files = unzip((file) => {
      if (file.name !== name) return false
      // A small archive may well claim to hold terabytes.
      if (file.originalSize > MAX_BYTES) fail(`${JSON.stringify(name)} is too large`, place)
      return true
    })
    return files[name]!
  }
  unzip(({ name }) => {
    names.add(name)
    return false
  })
  const check = (name: string, place: string): void => {
    if (!names.has(name)) fail(`body file ${JSON.stringify(name)} is missing`, place)
  }
  const hars = Array.from(names).filter((name) => name.endsWith('.har'))
  const har = hars.find((name) => name === HAR_NAME) ?? hars[0]
  if (har === undefined || (har !== HAR_NAME && hars.length > 1)) {
    return fail(`the archive holds ${hars.length} HAR files and not one`, '')
  }
  return { text: new TextDecoder().decode(read(har, '')), files: { check, read } }
}

/**
 * An archive of a HAR with its bodies, which lie in `ZIP_BODY_FOLDER`.
 *
 * @param har JSON.
 */
export function zipHar(har: Uint8Array, bodies: readonly BodyFile[]): Uint8Array {
  const entries: Record<string, Uint8Array> = { [HAR_NAME]: har }
  for (const { name, bytes } of bodies) entries[`${ZIP_BODY_FOLDER}/${name}`] = bytes
  return zipSync(entries, { mtime: MODIFIED })
}
