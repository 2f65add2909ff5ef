import { CassetteFormatError } from '../errors/cassette-format-error.ts'
import { jsonErrorPlace } from './json-place.ts'

/**
 * The value in a file of JSON.
 *
 * @param path the file's path, for the error's message.
 * @param remedy what to do about a file that holds something else.
 * @throws CassetteFormatError naming line and column.
 */
export function parseJson(text: string, path: string, remedy: string): unknown {
  // Some tools begin a HAR with a byte order mark, which a JSON parser "MAY ignore" (RFC 8259, section 8.1).
  const json = text.replace(/^\ufeff/, '')
  try {
    return JSON.parse(json)
  } catch (cause) {
    throw new CassetteFormatError({
      path,
      place: jsonErrorPlace(json),
      problem: json.trim() === '' ? 'the file is empty' : 'not valid JSON',
      remedy,
      cause,
    })
  }
}
