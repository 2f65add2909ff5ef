import type { Interaction } from '../interaction/interaction.ts'
import { changeLine } from './change.ts'
import { compare, type CompareOptions } from './compare.ts'
import { shape } from './shape.ts'
import { values } from './values.ts'

/**
 * What a recording changes about a cassette, one line a field; none where only volatile fields differ. Both
 * sides are given as they are written, so that what redaction makes equal is equal.
 *
 * @example changedLines(old, live) // ['GET /orders 200: body.items[0].price 4.5 -> 5']
 */
export function changedLines(
  recorded: readonly Interaction[],
  live: readonly Interaction[],
  options?: CompareOptions,
): string[] {
  return lines(compare(recorded, live, values, options).map(changeLine))
}

/**
 * Where the live service has drifted from a cassette in form, one line a place.
 *
 * @example driftLines(cassette, live) // ['GET /orders 200: body.items[].price number -> string']
 */
export function driftLines(
  recorded: readonly Interaction[],
  live: readonly Interaction[],
  options?: CompareOptions,
): string[] {
  return lines(compare(recorded, live, shape, options).map(changeLine))
}

/** A request that is made ten times says the same thing once. */
function lines(all: readonly string[]): string[] {
  return [...new Set(all)]
}
