import { readFileSync, statSync } from 'node:fs'
import { CassetteFormatError } from '../errors/cassette-format-error.ts'
import { RESTORE } from './har-reader.ts'

/**
 * A file or a member of an archive beyond this size is refused before a byte of it is read. JavaScript has no
 * longer texts (2^29 - 24 characters), and no test records as much.
 */
export const MAX_BYTES = 500_000_000

/** The bytes of a file, or `undefined` where there is none. @throws CassetteFormatError for what is not to be read. */
export function readLimited(path: string): Buffer | undefined {
  return read(path, () => readFileSync(path))
}

/** The same of a text in UTF-8. Its bytes, as many as the text's letters, are never in memory beside it. */
export function readTextLimited(path: string): string | undefined {
  return read(path, () => readFileSync(path, 'utf8'))
}

function read<T>(path: string, readFile: () => T): T | undefined {
  try {
    const stat = statSync(path)
    if (stat.isDirectory()) throw refused(path, 'is a folder and no file', 'Name a file.')
    if (stat.size > MAX_BYTES) {
      throw refused(
        path,
        `the file has ${Math.round(stat.size / 1e6)} MB, and at most ${MAX_BYTES / 1e6} MB are read`,
        'Record or export fewer requests into it.',
      )
    }
    return readFile()
  } catch (cause) {
    if (cause instanceof CassetteFormatError) throw cause
    const { code, message } = cause as NodeJS.ErrnoException
    if (code === 'ENOENT' || code === 'ENOTDIR') return undefined
    const denied = code === 'EACCES' || code === 'EPERM'
    const remedy = denied ? 'Give yourself permission to read it.' : RESTORE
    throw refused(path, `the file cannot be read (${message})`, remedy, cause)
  }
}

function refused(
  path: string,
  problem: string,
  remedy: string,
  cause?: unknown,
): CassetteFormatError {
  return new CassetteFormatError({ path, place: '', problem, remedy, cause })
}
