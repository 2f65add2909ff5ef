import { parseDocument, type ScalarTag } from 'yaml'
import { CassetteFormatError } from '../errors/cassette-format-error.ts'

/** What Ruby writes for bytes: `!binary`, where YAML 1.1 has `!!binary`. */
const RUBY_BINARY: ScalarTag = {
  tag: '!binary',
  resolve: (text) => Buffer.from(text, 'base64'),
}

/**
 * The value of a YAML file of VCR or vcrpy: maps, lists, texts, numbers and bytes, and nothing else. What a
 * tag of Ruby or Python would make of it is refused, and aliases cannot grow it.
 *
 * @throws CassetteFormatError with line and column; for ERB too, which only Ruby can evaluate.
 */
export function parseYaml(text: string, path: string): unknown {
  const erb = /<%[^]*?%>/.exec(text)
  if (erb) {
    const line = text.slice(0, erb.index).split('\n').length
    throw new CassetteFormatError({
      path,
      place: `line ${line}`,
      problem: 'ERB, which is Ruby code and is not evaluated,',
      remedy: 'Replace it by its value, or record the cassette again without ERB.',
    })
  }
  const document = parseDocument(text, { schema: 'core', customTags: ['binary', RUBY_BINARY] })
  const [error] = [...document.errors, ...document.warnings]
  if (error) {
    const [position] = error.linePos ?? []
    throw invalid(path, position ? `line ${position.line}, column ${position.col}` : '', error)
  }
  try {
    return document.toJS({ maxAliasCount: 100 }) as unknown
  } catch (cause) {
    throw invalid(path, '', cause as Error)
  }
}

function invalid(path: string, place: string, cause: Error): CassetteFormatError {
  return new CassetteFormatError({
    path,
    place,
    problem: `not valid YAML (${cause.message.split('\n', 1)[0]})`,
    remedy: 'Mend the file, or record it again with the tool that made it.',
    cause,
  })
}
