import { CassetteFormatError } from '../errors/cassette-format-error.ts'

/** A JSON object of unknown keys. Read by own keys only: a file may well have a `__proto__`. */
export type JsonObject = Readonly<Record<string, unknown>>

/** Takes JSON values for what they should be, or says where in which file they are not. */
export class HarReader {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  object(value: unknown, place: string): JsonObject {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as JsonObject
    }
    return this.#fail('an object', value, place)
  }

  array(value: unknown, place: string): readonly unknown[] {
    return Array.isArray(value) ? value : this.#fail('an array', value, place)
  }

  string(value: unknown, place: string): string {
    return typeof value === 'string' ? value : this.#fail('a string', value, place)
  }

  number(value: unknown, place: string): number {
    return typeof value === 'number' ? value : this.#fail('a number', value, place)
  }

  optionalString(value: unknown, place: string): string | undefined {
    return value === undefined || value === null ? undefined : this.string(value, place)
  }

  optionalNumber(value: unknown, place: string): number | undefined {
    return value === undefined || value === null ? undefined : this.number(value, place)
  }

  /** An ISO 8601 date as milliseconds since the epoch. */
  date(value: unknown, place: string): number {
    const time = Date.parse(this.string(value, place))
    return Number.isNaN(time) ? this.#fail('an ISO 8601 date', value, place) : time
  }

  /** An absolute URL. */
  url(value: unknown, place: string): string {
    const url = this.string(value, place)
    return URL.canParse(url) ? url : this.#fail('an absolute URL', value, place)
  }

  #fail(expected: string, value: unknown, place: string): never {
    throw new CassetteFormatError({
      path: this.path,
      place,
      problem: `expected ${expected}, found ${describe(value)}`,
      remedy: RESTORE,
    })
  }
}

/** What to do about a cassette that cannot be read. */
export const RESTORE =
  'Restore the file from version control, or record again: npx playwright test -u'

function describe(value: unknown): string {
  if (value === undefined) return 'nothing'
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'an array'
  if (typeof value === 'object') return 'an object'
  const text = JSON.stringify(value)
  return text.length > 40 ? `${text.slice(0, 40)}…` : text
}
