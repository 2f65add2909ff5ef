import { CassetteFormatError } from '../errors/cassette-format-error.ts'
import type { HeaderField } from '../interaction/header-fields.ts'
import type {
  BodyPiece,
  Interaction,
  RecordedFailure,
  RecordedRequest,
  RecordedResponse,
} from '../interaction/interaction.ts'
import type { Recordings } from '../interaction/recordings.ts'
import { compactJson } from './body-file.ts'
import { FORMAT, type CassetteMeta } from './har-format.ts'
import { HarReader, isFieldName, type JsonObject } from './har-reader.ts'

/** A cassette as it lies on disk. */
export interface LoadedCassette {
  /** Absent in a HAR that another tool made. */
  readonly meta: CassetteMeta | undefined
  readonly recordings: Recordings
  /** All of them, read. */
  readonly interactions: readonly Interaction[]
}

/** Finds the body file that a HAR names; throws `CassetteFormatError` where it may not or cannot be read. */
export interface BodyFiles {
  /** Refuses a name that leaves the cassette's folder, and one that is missing. */
  check(name: string, place: string): void
  /** Refuses what `check` refuses, and a symbolic link that leads out. */
  read(name: string, place: string): Uint8Array
}

/** Cassettes of up to so many interactions are checked as a whole when they are read. */
const CHECKED_AT_ONCE = 1_000

/**
 * The cassette in a HAR, ours or another tool's. Bodies are read and decoded when they are first used, and of a very
 * large cassette so are interactions.
 *
 * @param path the file's path, for error messages.
 * @throws CassetteFormatError naming the place in the file as a JSON path; also later, where an interaction is first used.
 */
export function fromHar(har: unknown, path: string, files: BodyFiles): LoadedCassette {
  const reader = new HarReader(path)
  const log = reader.object(reader.object(har, '$')['log'], '$.log')
  reader.version(log['version'], '$.log.version')
  const meta = readMeta(reader, log)
  const entries = reader.array(log['entries'], '$.log.entries')
  const recordings = new HarEntries(reader, entries, files)
  if (recordings.length <= CHECKED_AT_ONCE) recordings.all()
  return {
    meta,
    recordings,
    get interactions() {
      return recordings.all()
    },
  }
}

type Target = { readonly method?: unknown; readonly url?: unknown }

/** The entries of a HAR that can be replayed. */
class HarEntries implements Recordings {
  readonly length: number
  readonly #reader: HarReader
  readonly #entries: readonly unknown[]
  readonly #files: BodyFiles
  /** Places of the entries in the file, and what they are found by. */
  readonly #places: number[] = []
  readonly #targets: Target[] = []
  readonly #read: (Interaction | undefined)[] = []
  #all: readonly Interaction[] | undefined

  constructor(reader: HarReader, entries: readonly unknown[], files: BodyFiles) {
    this.#reader = reader
    this.#entries = entries
    this.#files = files
    // In one go: looking at each of very many entries once more would cost as much again.
    for (let place = 0; place < entries.length; place++) {
      const entry = entries[place]
      if (!isReplayable(reader, entry, place)) continue
      this.#places.push(place)
      this.#targets.push(entry.request)
    }
    this.length = this.#places.length
  }

  target(index: number): { method: string; url: string } {
    const { method, url } = this.#targets[index]!
    // Where it is neither, reading it says so.
    return typeof method === 'string' && typeof url === 'string'
      ? { method, url }
      : this.at(index).request
  }

  at(index: number): Interaction {
    const place = this.#places[index]!
    const entry = this.#entries[place] as JsonObject
    return (this.#read[index] ??= readEntry(this.#reader, entry, placeOf(place), this.#files))
  }

  all(): readonly Interaction[] {
    return (this.#all ??= this.#places.map((_place, index) => this.at(index)))
  }
}

const placeOf = (index: number): string => `$.log.entries[${index}]`

/** Browsers write status 0 or -1 for what never got an answer: blocked, cached or still open. There is nothing to replay. */
function isReplayable(
  reader: HarReader,
  value: unknown,
  index: number,
): value is { request: Target } {
  const entry = value as {
    request?: unknown
    response?: { status?: unknown; _failureText?: unknown }
  }
  const { status, _failureText: failure } = entry?.response ?? {}
  if (typeof status !== 'number' || typeof entry.request !== 'object' || entry.request === null) {
    const place = placeOf(index)
    const response = reader.object(reader.object(value, place)['response'], place, '.response')
    reader.number(response['status'], place, '.response.status')
    reader.object(entry.request, place, '.request')
  }
  const isStatus = Number(status) >= 200 && Number(status) <= 599
  return isStatus || (failure !== undefined && failure !== null)
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

/** The fields as they stand, where each is whole; a copy takes the time and the memory of all the rest. */
function readHeaders(
  reader: HarReader,
  value: unknown,
  place: string,
  key: string,
): readonly HeaderField[] {
  const items = reader.array(value, place, key)
  return items.every(isWhole) ? items : splitHeaders(reader, items, place + key)
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
