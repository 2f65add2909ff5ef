import type { RecordedRequest } from '../interaction/interaction.ts'

/**
 * How a request is matched, beside method, URL, body and cookies, which always count.
 *
 * @example
 * use: { matchOn: { headers: ['accept'], ignoreQuery: ['ts'], ignoreBody: ['$.nonce', '$.items[*].id'] } }
 */
export interface MatchOptions {
  /** Names of header fields that have to be equal too; case does not matter. Default none. */
  readonly headers?: readonly string[]
  /** Query parameters that do not count. */
  readonly ignoreQuery?: readonly (string | RegExp)[]
  /** JSON paths (`$.nonce`, `$.items[*].id`, `$` for all), or names of form fields, that do not count. */
  readonly ignoreBody?: readonly string[]
  /** Cookies that do not count. */
  readonly ignoreCookies?: readonly (string | RegExp)[]
  /** Once every recording of a request has answered: a miss (`once`, the default), or the `last` again, for polling. */
  readonly repeats?: 'once' | 'last'
  /**
   * One more condition on a recording that is equal by all the rest. It can only refuse: to compare bodies
   * by yourself, set `ignoreBody: ['$']` as well. So a mistake in it gives a miss and never a wrong answer.
   */
  same?(request: RecordedRequest, recorded: RecordedRequest): boolean
}

const strings = (item: unknown): boolean => typeof item === 'string'
const names = (item: unknown): boolean => typeof item === 'string' || item instanceof RegExp
const listOf =
  (isItem: (item: unknown) => boolean) =>
  (value: unknown): boolean =>
    Array.isArray(value) && value.every(isItem)

/** Each key, with what its value has to be. */
const KEYS: ReadonlyMap<string, { is: (value: unknown) => boolean; type: string }> = new Map([
  ['headers', { is: listOf(strings), type: 'a list of header names' }],
  ['ignoreQuery', { is: listOf(names), type: 'a list of names or regular expressions' }],
  ['ignoreBody', { is: listOf(strings), type: 'a list of JSON paths or form field names' }],
  ['ignoreCookies', { is: listOf(names), type: 'a list of names or regular expressions' }],
  ['repeats', { is: (value) => value === 'once' || value === 'last', type: "'once' or 'last'" }],
  ['same', { is: (value) => typeof value === 'function', type: 'a function' }],
])

/**
 * Checks the `matchOn` option.
 *
 * @throws TypeError that names the wrong key, the one that was probably meant, and the allowed ones.
 */
export function checkMatchOptions(value: unknown): asserts value is MatchOptions {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('matchOn: expected an object')
  }
  for (const [key, item] of Object.entries(value)) {
    const rule = KEYS.get(key)
    if (!rule) {
      const allowed = [...KEYS.keys()]
      const near = allowed.find((name) => distance(name.toLowerCase(), key.toLowerCase()) <= 3)
      const hint = near === undefined ? '' : ` Did you mean "${near}"?`
      throw new TypeError(`matchOn: unknown key "${key}".${hint} Allowed: ${allowed.join(', ')}`)
    }
    if (item !== undefined && !rule.is(item)) {
      throw new TypeError(`matchOn.${key}: expected ${rule.type}`)
    }
  }
}

/** Edits between two words (Levenshtein). */
function distance(a: string, b: string): number {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [i, letter] of Array.from(a).entries()) {
    const next = [i + 1]
    for (const [j, other] of Array.from(b).entries()) {
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (letter === other ? 0 : 1)))
    }
    row = next
  }
  return row.at(-1)!
}

/** Whether `name` is one of `wanted`. */
export function isNamed(name: string, wanted: readonly (string | RegExp)[] = []): boolean {
  return wanted.some((item) =>
    // `search` and not `test`, which goes on from where a global expression last matched.
    typeof item === 'string' ? item === name : name.search(item) >= 0,
  )
}
