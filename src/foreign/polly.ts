import { HarReader, type JsonObject } from '../cassette/har-reader.ts'
import { fromHar } from '../cassette/read-har.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { foreignInteraction, type ForeignRecording } from './recording.ts'

/**
 * Reads a HAR of Polly.js: one without `version` whose content is as it came, base64 in chunks where it was
 * coded.
 */
export function readPolly(value: unknown, path: string): ForeignRecording {
  const reader = new HarReader(path)
  const log = reader.object(reader.object(value, '$')['log'], '$.log')
  const entries = reader.array(log['entries'], '$.log.entries').map((item, index) => {
    const place = `$.log.entries[${index}]`
    const entry = reader.object(item, place)
    const response = reader.object(entry['response'], `${place}.response`)
    const content = reader.object(response['content'], `${place}.response.content`)
    return { ...entry, response: { ...response, content: joined(reader, content, place) } }
  })
  const har = { log: { ...log, version: '1.2', entries } }
  const { interactions } = fromHar(har, path, NO_FILES)
  return { interactions: interactions.flatMap(contentDecoded), warnings: [] }
}

/** Polly keeps every body in the HAR. */
const NO_FILES = {
  check(): void {},
  read: (): Uint8Array => new Uint8Array(),
}

/** `["H4sI…", "AAAA…"]`, JSON in a text: the pieces of coded content, base64 each. */
function joined(reader: HarReader, content: JsonObject, place: string): JsonObject {
  const { text, encoding } = content
  if (encoding !== 'base64' || typeof text !== 'string' || !text.startsWith('[')) return content
  const where = `${place}.response.content.text`
  const chunks = reader.array(
    reader.attempt(() => JSON.parse(text) as unknown, where),
    where,
  )
  const bytes = Buffer.concat(
    chunks.map((chunk) => Buffer.from(reader.string(chunk, where), 'base64')),
  )
  return { ...content, text: bytes.toString('base64') }
}

function contentDecoded({ startedAt, request, response }: Interaction): Interaction[] {
  return response ? [foreignInteraction({ startedAt, request, response })] : []
}
