const MINUTE_MS = 60_000

/** From how many minutes on an age is told in a unit, and how many minutes that unit has. */
const UNITS: readonly [name: string, from: number, minutes: number][] = [
  ['year', 2 * 365 * 24 * 60, 365.25 * 24 * 60],
  // Up to three months a person counts days, as in "90d".
  ['month', 92 * 24 * 60, 30.44 * 24 * 60],
  ['day', 2 * 24 * 60, 24 * 60],
  ['hour', 2 * 60, 60],
  ['minute', 1, 1],
]

/**
 * How long ago something was, as a person says it.
 *
 * @param milliseconds since then.
 * @example ago(12 * 86_400_000) // '12 days ago'
 */
export function ago(milliseconds: number): string {
  const minutes = milliseconds / MINUTE_MS
  const [name, , length] = UNITS.find(([, from]) => minutes >= from) ?? []
  if (name === undefined || length === undefined) return 'just now'
  const count = Math.floor(minutes / length)
  return `${count} ${name}${count === 1 ? '' : 's'} ago`
}
