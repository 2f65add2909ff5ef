import type { Recordings } from './interaction/recordings.ts'

const CHOICES = ['ignore', 'warn', 'fail'] as const

/** What a test that passed does about recorded interactions that it did not ask for. */
export type UnusedInteractions = (typeof CHOICES)[number]

/** @throws TypeError that lists what is allowed. */
export function checkUnusedInteractions(value: unknown): asserts value is UnusedInteractions {
  if (CHOICES.some((choice) => choice === value)) return
  throw new TypeError(
    `unusedInteractions: ${JSON.stringify(value)} is none of ${CHOICES.map((choice) => `'${choice}'`).join(', ')}`,
  )
}

/** How many are named: a test that left out a whole chapter needs no list of it. */
const SHOWN = 5

/**
 * What is to be said of the interactions that a test left unused.
 *
 * @param unused their places in the cassette, from 0.
 *
 * @example
 * 2 of 5 recorded interactions were not asked for: #4 GET https://a.test/cart, #5 POST https://a.test/logout
 */
export function unusedMessage(
  unused: readonly number[],
  recordings: Recordings,
  { cassette, command }: { cassette: string; command: string },
): string {
  const named = unused.slice(0, SHOWN).map((index) => {
    const { method, url } = recordings.target(index)
    return `#${index + 1} ${method} ${url}`
  })
  if (unused.length > SHOWN) named.push(`and ${unused.length - SHOWN} more`)
  return (
    `${cassette}: ${unused.length} of ${recordings.length} recorded interactions ${unused.length === 1 ? 'was' : 'were'} not asked for: ` +
    `${named.join(', ')}. To record again: ${command}`
  )
}
