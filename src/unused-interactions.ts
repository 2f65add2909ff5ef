import type { Interaction } from './interaction/interaction.ts'

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
 * @example
 * 2 of 5 recorded interactions were not asked for: #4 GET https://a.test/cart, #5 POST https://a.test/logout
 */
export function unusedMessage(
  unused: readonly Interaction[],
  all: readonly Interaction[],
  { cassette, command }: { cassette: string; command: string },
): string {
  const named = unused
    .slice(0, SHOWN)
    .map((one) => `#${all.indexOf(one) + 1} ${one.request.method} ${one.request.url}`)
  if (unused.length > SHOWN) named.push(`and ${unused.length - SHOWN} more`)
  return (
    `${cassette}: ${unused.length} of ${all.length} recorded interactions ${unused.length === 1 ? 'was' : 'were'} not asked for: ` +
    `${named.join(', ')}. To record again: ${command}`
  )
}
