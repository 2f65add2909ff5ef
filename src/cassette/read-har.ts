import { CassetteFormatError } from '../errors/cassette-format-error.ts'
import type { HeaderField } from '../interaction/header-fields.ts'
import type {
  BodyPiece,
  Interaction,
  RecordedFailure,
  RecordedRequest,
  RecordedResponse,
} from '../interaction/interaction.ts'
import { compactJson } from './body-file.ts'
import { FORMAT, type CassetteMeta } from './har-format.ts'
import { HarReader, type JsonObject } from './har-reader.ts'

/** A cassette as it lies on disk. */
export interface LoadedCassette {
  /** Absent in a HAR that another tool made. */
  readonly meta: CassetteMeta | undefined
  readonly interactions: readonly Interaction[]
}

/** Finds the body file that a HAR names; throws `CassetteFormatError` where it may not or cannot be read. */
export interface BodyFiles {
  /** Refuses a name that leaves the cassette's folder, and one that is missing. */
  check(name: string, place: string): void
  /** Refuses what `check` refuses, and a symbolic link that leads out. */
  read(name: string, place: string): Uint8Array
}

/**
 * The interactions of a HAR, ours or another tool's. Every field is checked now; bodies are read and decoded
 * when they are first used.
 *
 * @param path the file's path, for error messages.
 * @throws CassetteFormatError naming the place in the file as a JSON path.
 */
export function fromHar(har: unknown, path: string, files: BodyFiles): LoadedCassette {
  const reader = new HarReader(path)
  const log = reader.object(reader.object(har, '$')['log'], '$.log')
  reader.version(log['version'], '$.log.version')
  const meta = readMeta(reader, log)
  const entries = reader.array(log['entries'], '$.log.entries')
  const interactions: Interaction[] = []
  for (const [index, entry] of entries.entries()) {
    const place = `$.log.entries[${index}]`
    const interaction = readEntry(reader, reader.object(entry, place), place, files)
    if (interaction) interactions.push(interaction)
  }
  return { meta, interactions }
}

function readMeta(reader: HarReader, log: JsonObject): CassetteMeta | undefined {
  if (log['_replaywright'] === undefined) return undefined
  const place = '$.log._replaywright'
  const meta = reader.object(log['_replaywright'], place)
  const format = reader.number(meta['format'], `${place}.format`)
  if (format > FORMAT) {
    throw new CassetteFormatError({
      path: reader.path,
      place: `${place}.format`,
      problem: `the cassette has format ${format}, and this version of replaywright reads formats up to ${FORMAT},`,
      remedy: 'Update replaywright: npm install --save-dev replaywright@latest',
    })
  }
  return {
    test: reader.string(meta['test'], `${place}.test`),
    recordedAt: reader.date(meta['recordedAt'], `${place}.recordedAt`),
  }
}

function readEntry(
  reader: HarReader,
  entry: JsonObject,
  place: string,
  files: BodyFiles,
): Interaction | undefined {
  const response = reader.object(entry['response'], `${place}.response`)
  const status = reader.number(response['status'], `${place}.response.status`)
  const failure = readFailure(reader, response, `${place}.response`)
  // Browsers write status 0 or -1 for what never got an answer: blocked, cached or still open. There is nothing to replay.
  if (!failure && (status < 200 || status > 599)) return undefined
  if (!failure) reader.integer(status, `${place}.response.status`)
  const request = readRequest(reader, entry['request'], `${place}.request`, files)
  const time = reader.optionalNumber(entry['time'], `${place}.time`) ?? 0
  const timings =
    entry['timings'] === undefined ? {} : reader.object(entry['timings'], `${place}.timings`)
  return {
    startedAt: reader.date(entry['startedDateTime'], `${place}.startedDateTime`),
    time: Math.max(0, time),
    wait: Math.max(0, reader.optionalNumber(timings['wait'], `${place}.timings.wait`) ?? time),
    request,
    ...(status >= 200 && {
      response: readResponse(reader, response, status, `${place}.response`, files),
    }),
    ...(failure && { failure }),
  }
}

function readRequest(
  reader: HarReader,
  value: unknown,
  place: string,
  files: BodyFiles,
): RecordedRequest {
  const request = reader.object(value, place)
  const postData = request['postData']
  const body =
    postData === undefined || postData === null
      ? noBody
      : readBody(
          reader,
          reader.object(postData, `${place}.postData`),
          `${place}.postData`,
          files,
          '_encoding',
        )
  return lazyBody(
    {
      method: reader.string(request['method'], `${place}.method`),
      url: reader.url(request['url'], `${place}.url`),
      httpVersion:
        reader.optionalString(request['httpVersion'], `${place}.httpVersion`) ?? 'HTTP/1.1',
      headers: readHeaders(reader, request['headers'], `${place}.headers`),
    },
    body,
  )
}

function readResponse(
  reader: HarReader,
  response: JsonObject,
  status: number,
  place: string,
  files: BodyFiles,
): RecordedResponse {
  const content = reader.object(response['content'], `${place}.content`)
  const rawCoding = reader.optionalString(content['_rawCoding'], `${place}.content._rawCoding`)
  const pieces = readPieces(reader, content['_pieces'], `${place}.content._pieces`)
  return lazyBody(
    {
      status,
      statusText: reader.optionalString(response['statusText'], `${place}.statusText`) ?? '',
      httpVersion:
        reader.optionalString(response['httpVersion'], `${place}.httpVersion`) ?? 'HTTP/1.1',
      headers: readHeaders(reader, response['headers'], `${place}.headers`),
      ...(rawCoding !== undefined && { rawCoding }),
      ...(pieces && { pieces }),
    },
    readBody(reader, content, `${place}.content`, files, 'encoding'),
  )
}

/** `ECONNREFUSED: connect ECONNREFUSED …` as we write it; a foreign tool's text has no code. */
function readFailure(
  reader: HarReader,
  response: JsonObject,
  place: string,
): RecordedFailure | undefined {
  const text = reader.optionalString(response['_failureText'], `${place}._failureText`)
  if (text === undefined) return undefined
  const match = /^([A-Z][A-Z0-9_]+): ([^]*)$/.exec(text)
  return match ? { code: match[1]!, message: match[2]! } : { code: 'ECONNRESET', message: text }
}

function readHeaders(reader: HarReader, value: unknown, place: string): HeaderField[] {
  const headers: HeaderField[] = []
  for (const [index, item] of reader.array(value, place).entries()) {
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

const noBody: LoadBody = () => new Uint8Array()

/** How to get at a body, once the place where it stands has been checked. */
function readBody(
  reader: HarReader,
  content: JsonObject,
  place: string,
  files: BodyFiles,
  encodingKey: 'encoding' | '_encoding',
): LoadBody {
  const file = reader.optionalString(content['_file'], `${place}._file`)
  if (file !== undefined) {
    files.check(file, `${place}._file`)
    const read = (): Uint8Array => files.read(file, `${place}._file`)
    return content['_compact'] === true
      ? () => reader.attempt(() => compactJson(read()), `${place}._file`)
      : read
  }
  const text = reader.optionalString(content['text'], `${place}.text`)
  if (text === undefined) return noBody
  const encoding = reader.optionalString(content[encodingKey], `${place}.${encodingKey}`)
  return () => Buffer.from(text, encoding === 'base64' ? 'base64' : 'utf8')
}

/** `target` with a `body` that is loaded when it is first asked for, and kept. */
function lazyBody<T extends object>(target: T, load: LoadBody): T & { readonly body: Uint8Array } {
  let body: Uint8Array | undefined
  return Object.defineProperty(target, 'body', {
    enumerable: true,
    get: () => (body ??= load()),
  }) as T & { readonly body: Uint8Array }
}
