import { CassetteFormatError } from '../errors/cassette-format-error.ts'

/** A JSON object of unknown keys. Read by own keys only: a file may well have a `__proto__`. */
export type JsonObject = Readonly<Record<string, unknown>>

/**
 * Takes JSON values for what they should be, or says where in which file they are not. A place is a JSON path; what is
 * looked at very often gives its last part apart, as `key`, so that the path is put together only for an error.
 */
export class HarReader {
  readonly path: string

  constructor(path: string) {
    this.path = path
  }

  object(value: unknown, place: string, key = ''): JsonObject {
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
      return value as JsonObject
    }
    return this.#fail('an object', value, place, key)
  }

  array(value: unknown, place: string, key = ''): readonly unknown[] {
    return Array.isArray(value) ? value : this.#fail('an array', value, place, key)
  }

  string(value: unknown, place: string, key = ''): string {
    return typeof value === 'string' ? value : this.#fail('a string', value, place, key)
  }

  number(value: unknown, place: string, key = ''): number {
    return typeof value === 'number' ? value : this.#fail('a number', value, place, key)
  }

  optionalString(value: unknown, place: string, key = ''): string | undefined {
    return value === undefined || value === null ? undefined : this.string(value, place, key)
  }

  optionalNumber(value: unknown, place: string, key = ''): number | undefined {
    return value === undefined || value === null ? undefined : this.number(value, place, key)
  }

  /** A whole number, not negative: a status code, a number of bytes or milliseconds. */
  integer(value: unknown, place: string, key = ''): number {
    const number = this.number(value, place, key)
    return Number.isSafeInteger(number) && number >= 0
      ? number
      : this.#fail('a whole number', value, place, key)
  }

  /** `log.version`. HAR 1.2: "If empty, string "1.1" is assumed by default". */
  version(value: unknown, place: string): void {
    const version = this.optionalString(value, place) ?? ''
    if (!/^(?:1\.\d+)?$/.test(version)) this.#fail('a HAR 1.x version', value, place)
  }

  fieldName(value: string, place: string): void {
    if (!isFieldName(value)) this.#fail('a field name', value, place)
  }

  /** A field value or several, one a line. RFC 9110, section 5.5 calls NUL dangerous. */
  fieldValue(value: unknown, place: string, key = ''): string {
    const text = this.string(value, place, key)
    return /\0|\r(?!\n)/.test(text) ? this.#fail('a field value', value, place, key) : text
  }

  /** What `read` gives; an error that is no `CassetteFormatError` yet becomes one. */
  attempt<T>(read: () => T, place: string): T {
    try {
      return read()
    } catch (cause) {
      if (cause instanceof CassetteFormatError) throw cause
      const problem = `the body cannot be read (${(cause as Error).message})`
      throw new CassetteFormatError({ path: this.path, place, problem, remedy: RESTORE, cause })
    }
  }

  /** An ISO 8601 date as milliseconds since the epoch. */
  date(value: unknown, place: string, key = ''): number {
    const time = Date.parse(this.string(value, place, key))
    return Number.isNaN(time) ? this.#fail('an ISO 8601 date', value, place, key) : time
  }

  /** An absolute URL. */
  url(value: unknown, place: string, key = ''): string {
    const url = this.string(value, place, key)
    return URL.canParse(url) ? url : this.#fail('an absolute URL', value, place, key)
  }

  #fail(expected: string, value: unknown, place: string, key = ''): never {
    throw new CassetteFormatError({
      path: this.path,
      place: place + key,
      problem: `expected ${expected}, found ${describe(value)}`,
      remedy: RESTORE,
    })
  }
}

/** RFC 9110, section 5.1: `field-name = token`. */
export function isFieldName(name: string): boolean {
  return /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/.test(name)
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
