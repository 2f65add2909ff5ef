import { ago } from './interaction/age.ts'

/**
 * From which age on a cassette is stale: a whole number with `h` (hours), `d` (days) or `w` (weeks). As an
 * object, `fail` says that the test fails; otherwise it is warned of.
 *
 * @example
 * use: { staleAfter: { after: '90d', fail: true } }
 */
export type StaleAfter = string | { readonly after: string; readonly fail?: boolean }

const HOUR_MS = 3_600_000
const UNITS_MS: Readonly<Record<string, number>> = {
  h: HOUR_MS,
  d: 24 * HOUR_MS,
  w: 7 * 24 * HOUR_MS,
}

/** @throws TypeError that says what is allowed. */
export function checkStaleAfter(value: unknown): asserts value is StaleAfter {
  if (typeof value === 'string') {
    milliseconds(value, 'staleAfter')
    return
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError(
      "staleAfter: expected an age such as '90d', or { after: '90d', fail: true }",
    )
  }
  const { after, fail, ...rest } = value as Record<string, unknown>
  const [unknown] = Object.keys(rest)
  if (unknown !== undefined) {
    throw new TypeError(`staleAfter: unknown key "${unknown}". Allowed: after, fail`)
  }
  if (fail !== undefined && typeof fail !== 'boolean') {
    throw new TypeError('staleAfter.fail: expected true or false')
  }
  milliseconds(after, 'staleAfter.after')
}

/** What is to be said of a cassette that was recorded `age` milliseconds ago, and whether the test fails by it. */
export function staleness(
  option: StaleAfter,
  age: number,
  { cassette, command }: { cassette: string; command: string },
): { message: string; fail: boolean } | undefined {
  const { after, fail = false } = typeof option === 'string' ? { after: option } : option
  if (age < milliseconds(after, 'staleAfter')) return undefined
  const message = `${cassette} was recorded ${ago(age)}, and staleAfter is ${after}. To record again: ${command}`
  return { message, fail }
}

function milliseconds(text: unknown, place: string): number {
  const [, count, unit] = /^(\d+)([hdw])$/.exec(typeof text === 'string' ? text : '') ?? []
  if (count === undefined || unit === undefined) {
    throw new TypeError(
      `${place}: ${JSON.stringify(text)} is no age; write a whole number with h, d or w, such as '90d'`,
    )
  }
  return Number(count) * UNITS_MS[unit]!
}
