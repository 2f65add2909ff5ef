import type { HeaderField } from '../interaction/header-fields.ts'
import type {
  BodyPiece,
  Interaction,
  RecordedFailure,
  RecordedRequest,
  RecordedResponse,
} from '../interaction/interaction.ts'
import { compactJson } from './body-file.ts'
import { isFieldName, type HarReader, type JsonObject } from './har-reader.ts'

/** Finds the body file that a HAR names; throws `CassetteFormatError` where it may not or cannot be read. */
export interface BodyFiles {
  /** Refuses a name that leaves the cassette's folder, and one that is missing. */
  check(name: string, place: string): void
  /** Refuses what `check` refuses, and a symbolic link that leads out. */
  read(name: string, place: string): Uint8Array
}

/**
 * The interaction in an entry of a HAR. Its bodies are read and decoded when they are first used.
 *
 * @param place of the entry, as a JSON path.
 */
export function readEntry(
  reader: HarReader,
  entry: JsonObject,
  place: string,
  files: BodyFiles,
): Interaction {
  const response = reader.object(entry['response'], place, '.response')
  const status = reader.number(response['status'], place, '.response.status')
  const failure = readFailure(reader, response, place)
  if (!failure) reader.integer(status, place, '.response.status')
  const request = readRequest(reader, entry['request'], place, files)
  const time = reader.optionalNumber(entry['time'], place, '.time') ?? 0
  const timings =
    entry['timings'] === undefined ? {} : reader.object(entry['timings'], place, '.timings')
  return {
    startedAt: reader.date(entry['startedDateTime'], place, '.startedDateTime'),
    time: Math.max(0, time),
    wait: Math.max(0, reader.optionalNumber(timings['wait'], place, '.timings.wait') ?? time),
    request,
    ...(status >= 200 && { response: readResponse(reader, response, status, place, files) }),
    ...(failure && { failure }),
  }
}

/** @param place of the entry. */
function readRequest(
  reader: HarReader,
  value: unknown,
  place: string,
  files: BodyFiles,
): RecordedRequest {
  const request = reader.object(value, place, '.request')
  const postData = request['postData']
  const load =
    postData === undefined || postData === null
      ? noBody
      : readBody(
          reader,
          reader.object(postData, place, '.request.postData'),
          `${place}.request.postData`,
          files,
          '_encoding',
        )
  let body: Uint8Array | undefined
  return {
    method: reader.string(request['method'], place, '.request.method'),
    url: reader.url(request['url'], place, '.request.url'),
    httpVersion:
      reader.optionalString(request['httpVersion'], place, '.request.httpVersion') ?? 'HTTP/1.1',
    headers: readHeaders(reader, request['headers'], place, '.request.headers'),
    get body() {
      return (body ??= load())
    },
  }
}

/** @param place of the entry. */
function readResponse(
  reader: HarReader,
  response: JsonObject,
  status: number,
  place: string,
  files: BodyFiles,
): RecordedResponse {
  const content = reader.object(response['content'], place, '.response.content')
  const rawCoding = reader.optionalString(
    content['_rawCoding'],
    place,
    '.response.content._rawCoding',
  )
  const pieces = readPieces(reader, content['_pieces'], `${place}.response.content._pieces`)
  const load = readBody(reader, content, `${place}.response.content`, files, 'encoding')
  let body: Uint8Array | undefined
  const read = {
    status,
    statusText: reader.optionalString(response['statusText'], place, '.response.statusText') ?? '',
    httpVersion:
      reader.optionalString(response['httpVersion'], place, '.response.httpVersion') ?? 'HTTP/1.1',
    headers: readHeaders(reader, response['headers'], place, '.response.headers'),
    get body() {
      return (body ??= load())
    },
  }
  if (rawCoding !== undefined) Object.assign(read, { rawCoding })
  if (pieces) Object.assign(read, { pieces })
  return read
}

/** `ECONNREFUSED: connect ECONNREFUSED …` as we write it; a foreign tool's text has no code. */
function readFailure(
  reader: HarReader,
  response: JsonObject,
  place: string,
): RecordedFailure | undefined {
  const text = reader.optionalString(response['_failureText'], place, '.response._failureText')
  if (text === undefined) return undefined
  const match = /^([A-Z][A-Z0-9_]+): ([^]*)$/.exec(text)
  return match ? { code: match[1]!, message: match[2]! } : { code: 'ECONNRESET', message: text }
}

/** Copies: what was parsed serves the next test too, and a hook may change what it is given. */
function readHeaders(
  reader: HarReader,
  value: unknown,
  place: string,
  key: string,
): readonly HeaderField[] {
  const items = reader.array(value, place, key)
  return items.every(isWhole)
    ? items.map(({ name, value }) => ({ name, value }))
    : splitHeaders(reader, items, place + key)
}

function isWhole(item: unknown): item is HeaderField {
  if (typeof item !== 'object' || item === null) return false
  const { name, value } = item as Record<string, unknown>
  return (
    typeof name === 'string' &&
    typeof value === 'string' &&
    isFieldName(name) &&
    !/[\0\r\n]/.test(value)
  )
}

function splitHeaders(reader: HarReader, items: readonly unknown[], place: string): HeaderField[] {
  const headers: HeaderField[] = []
  for (const [index, item] of items.entries()) {
    const header = reader.object(item, `${place}[${index}]`)
    const name = reader.string(header['name'], `${place}[${index}].name`)
    const text = reader.fieldValue(header['value'], `${place}[${index}].value`)
    // HTTP/2 pseudo-header fields (RFC 9113, section 8.3), which browsers list among the others.
    if (name.startsWith(':')) continue
    reader.fieldName(name, `${place}[${index}].name`)
    // Chrome joins fields of one name by line breaks, which no field value has.
    for (const value of text.split(/\r?\n/)) headers.push({ name, value })
  }
  return headers
}

function readPieces(reader: HarReader, value: unknown, place: string): BodyPiece[] | undefined {
  if (value === undefined) return undefined
  return reader.array(value, place).map((item, index) => {
    const pair = reader.array(item, `${place}[${index}]`)
    return {
      at: reader.integer(pair[0], `${place}[${index}][0]`),
      size: reader.integer(pair[1], `${place}[${index}][1]`),
    }
  })
}

type LoadBody = () => Uint8Array

const NO_BYTES = new Uint8Array()
const noBody: LoadBody = () => NO_BYTES

/** How to get at a body, once the place where it stands has been checked. */
function readBody(
  reader: HarReader,
  content: JsonObject,
  place: string,
  files: BodyFiles,
  encodingKey: 'encoding' | '_encoding',
): LoadBody {
  const file = reader.optionalString(content['_file'], place, '._file')
  if (file !== undefined) {
    files.check(file, `${place}._file`)
    const read = (): Uint8Array => files.read(file, `${place}._file`)
    return content['_compact'] === true
      ? () => reader.attempt(() => compactJson(read()), `${place}._file`)
      : read
  }
  const text = reader.optionalString(content['text'], place, '.text')
  if (text === undefined) return noBody
  const encoding = reader.optionalString(content[encodingKey], place, `.${encodingKey}`)
  return () => Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8')
}
