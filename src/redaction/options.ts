import type { Place } from './place.ts'

/** What `decide` is asked about. */
export interface RedactField extends Omit<Place, 'kind'> {
  readonly kind: 'header' | 'cookie' | 'query' | 'user info' | 'field'
  /** Decoded. On replay it is what the client sends now, so decide by the name where you can. */
  readonly value: string
}

/** `true`: a secret; `false`: none; `undefined`: what the other rules say. */
export type RedactFunction = (field: RedactField) => boolean | undefined

/** Lists of what is a secret, or of what is none. Names compare without regard to case, `-` and `_`. */
interface RedactLists {
  /** Names of request and response header fields. */
  readonly headers?: readonly string[]
  /** Names of cookies. */
  readonly cookies?: readonly string[]
  /** Names of JSON members, form fields and query parameters, or JSON paths: `$.user.iban`, `$.cards[*].number`. */
  readonly fields?: readonly string[]
}

/**
 * What is a secret beside the rules that always hold. See docs/secrets.md.
 *
 * @example
 * use: { redact: { fields: ['iban'], values: [process.env.TOKEN], keep: { cookies: ['theme'] } } }
 */
export interface RedactOptions extends RedactLists {
  /** Values that are secret wherever they stand; a regular expression for what cannot be known before. */
  readonly values?: readonly (string | RegExp | undefined)[]
  /** What stays as it is, over every other rule. */
  readonly keep?: RedactLists & { readonly values?: readonly string[] }
  /** Asked about each named value, before the other rules. */
  readonly decide?: RedactFunction
}

/** `false` writes every secret to the file as it is. */
export type Redact = RedactOptions | false

type Check = { readonly is: (value: unknown) => boolean; readonly type: string }

const listOf = (isItem: (item: unknown) => boolean, type: string): Check => ({
  is: (value) => Array.isArray(value) && value.every(isItem),
  type,
})
const isString = (item: unknown): boolean => typeof item === 'string'
const isValue = (item: unknown): boolean =>
  item === undefined || isString(item) || item instanceof RegExp
const isFunction = (value: unknown): boolean => typeof value === 'function'
const isObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const LISTS: readonly [string, Check][] = [
  ['headers', listOf(isString, 'a list of header names')],
  ['cookies', listOf(isString, 'a list of cookie names')],
  ['fields', listOf(isString, 'a list of field names or JSON paths')],
]
const KEEP: ReadonlyMap<string, Check> = new Map([
  ...LISTS,
  ['values', listOf(isString, 'a list of strings')],
])
const KEYS: ReadonlyMap<string, Check> = new Map([
  ...LISTS,
  ['values', listOf(isValue, 'a list of strings or regular expressions')],
  ['keep', { is: isObject, type: `an object with ${[...KEEP.keys()].join(', ')}` }],
  ['decide', { is: isFunction, type: 'a function' }],
])

/**
 * Checks the `redact` option.
 *
 * @throws TypeError that names the wrong key and the allowed ones.
 */
export function checkRedact(value: unknown): asserts value is Redact {
  if (value === false) return
  if (!isObject(value)) throw new TypeError('redact: expected an object or false')
  checkKeys('redact', value as object, KEYS)
  const { keep } = value as RedactOptions
  if (keep) checkKeys('redact.keep', keep, KEEP)
}

function checkKeys(option: string, value: object, keys: ReadonlyMap<string, Check>): void {
  for (const [key, item] of Object.entries(value)) {
    const check = keys.get(key)
    if (!check) {
      throw new TypeError(
        `${option}: unknown key "${key}". Allowed: ${[...keys.keys()].join(', ')}`,
      )
    }
    if (item !== undefined && !check.is(item)) {
      throw new TypeError(`${option}.${key}: expected ${check.type}`)
    }
  }
}
