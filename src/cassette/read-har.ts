import { CassetteFormatError } from '../errors/cassette-format-error.ts'
import type { Interaction } from '../interaction/interaction.ts'
import type { Recordings } from '../interaction/recordings.ts'
import { FORMAT, type CassetteMeta } from './har-format.ts'
import { HarReader, type JsonObject } from './har-reader.ts'
import { readEntry, type BodyFiles } from './read-entry.ts'

/** A cassette as it lies on disk. */
export interface LoadedCassette {
  /** Absent in a HAR that another tool made. */
  readonly meta: CassetteMeta | undefined
  readonly recordings: Recordings
  /** All of them, read. */
  readonly interactions: readonly Interaction[]
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
