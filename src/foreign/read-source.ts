import { bodyFiles } from '../cassette/body-files.ts'
import { parseJson } from '../cassette/parse-json.ts'
import type { BodyFiles } from '../cassette/read-entry.ts'
import { readLimited } from '../cassette/read-limited.ts'
import { isZipPath, unzipHar } from '../cassette/zip.ts'
import { CassetteFormatError } from '../errors/cassette-format-error.ts'
import { parseYaml } from './yaml.ts'

/** A recording as data, of which no tool is known yet. */
export interface ForeignSource {
  readonly value: unknown
  /** The bodies that a HAR may name: beside it, or in its archive. */
  readonly files: BodyFiles
}

/**
 * The content of a file: JSON, YAML where its name says so, or the HAR of an archive.
 *
 * @throws CassetteFormatError that names file, place and remedy.
 */
export function readSource(path: string): ForeignSource {
  const bytes = readLimited(path)
  if (bytes === undefined) {
    throw new CassetteFormatError({
      path,
      place: '',
      problem: 'no such file',
      remedy: 'Name a recording to import.',
    })
  }
  const source = isZipPath(path)
    ? unzipHar(bytes, path)
    : { text: bytes.toString(), files: bodyFiles(path) }
  const { text } = source
  const value = /\.ya?ml$/i.test(path) ? parseYaml(text, path) : parseJson(text, path, EXPORT_AGAIN)
  return { value, files: source.files }
}

const EXPORT_AGAIN = 'Export it again with the tool that made it; YAML files end in .yml or .yaml.'
