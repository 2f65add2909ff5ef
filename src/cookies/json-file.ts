import { CookieFileError } from '../errors/cookie-file-error.ts'

interface Types {
  string: string
  number: number
  boolean: boolean
  object: object
}

/** One cookie of a JSON file, whose members are read with their types checked. */
export class JsonObject {
  readonly #value: object
  readonly #file: string
  readonly #place: string

  constructor(value: object, file: string, place: string) {
    this.#value = value
    this.#file = file
    this.#place = place
  }

  required<T extends keyof Types>(name: string, type: T): Types[T] {
    const value = this.optional(name, type)
    if (value === undefined) throw this.bad(`.${name}`, 'missing')
    return value
  }

  /** `undefined` for a member that is not there or null. */
  optional<T extends keyof Types>(name: string, type: T): Types[T] | undefined {
    const value: unknown = Object.entries(this.#value).find(([key]) => key === name)?.[1]
    if (value === undefined || value === null) return undefined
    if (!isOf(value, type)) throw this.bad(`.${name}`, `expected a ${type}`)
    return value
  }

  bad(member: string, problem: string): CookieFileError {
    return new CookieFileError({
      file: this.#file,
      problem: `${this.#place}${member}: ${problem}`,
      remedy: 'Mend or remove that cookie, or save the file again.',
    })
  }
}

/**
 * The `cookies` of a JSON file.
 *
 * @throws CookieFileError where the text is not JSON (with the line) or has no such array
 */
export function readJson(text: string, file: string): JsonObject[] {
  const cookies = cookiesOf(parseJson(text, file))
  if (cookies === undefined) {
    throw new CookieFileError({
      file,
      problem: '$.cookies: expected an array',
      remedy: 'A storage state and a saved tough-cookie jar both have one. Is this another file?',
    })
  }
  return cookies.map((cookie, index) => {
    if (typeof cookie === 'object' && cookie !== null) {
      return new JsonObject(cookie, file, `$.cookies[${index}]`)
    }
    throw new JsonObject({}, file, `$.cookies[${index}]`).bad('', 'expected an object')
  })
}

function cookiesOf(value: unknown): unknown[] | undefined {
  if (typeof value !== 'object' || value === null || !('cookies' in value)) return undefined
  return Array.isArray(value.cookies) ? value.cookies : undefined
}

/** @throws CookieFileError with the line of what is not JSON */
export function parseJson(text: string, file: string): unknown {
  try {
    return JSON.parse(text.replace(/^\ufeff/, ''))
  } catch (cause) {
    const position = /position (\d+)/.exec(cause instanceof Error ? cause.message : '')?.[1]
    throw new CookieFileError({
      file,
      line: text.slice(0, position === undefined ? text.length : Number(position)).split('\n')
        .length,
      problem: 'not valid JSON',
      remedy: 'Restore the file, or save it again.',
      cause,
    })
  }
}

function isOf<T extends keyof Types>(value: unknown, type: T): value is Types[T] {
  return typeof value === type && (type !== 'number' || Number.isFinite(value))
}
