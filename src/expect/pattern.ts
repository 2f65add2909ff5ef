/** What `expect.any(…)`, `expect.stringContaining(…)` and the like return. */
export interface AsymmetricMatcher {
  // Optional, so that Playwright's own type for them, `Record<string, any>`, fits.
  asymmetricMatch?(other: unknown): boolean
}

/** A text: the whole of it, a regular expression that finds something in it, or an asymmetric matcher. */
export type TextPattern = string | RegExp | AsymmetricMatcher

/** Whether `expected` decides by itself what it is equal to. */
export function isAsymmetric(expected: unknown): expected is Required<AsymmetricMatcher> {
  return (
    typeof expected === 'object' &&
    expected !== null &&
    'asymmetricMatch' in expected &&
    typeof expected.asymmetricMatch === 'function'
  )
}

/** Whether `received` is what was expected. A regular expression finds nothing in what is no text. */
export function matchesPattern(expected: unknown, received: unknown): boolean {
  if (isAsymmetric(expected)) return expected.asymmetricMatch(received)
  if (expected instanceof RegExp) {
    // `search` and not `test`, which goes on from where a global expression last matched.
    return typeof received === 'string' && received.search(expected) >= 0
  }
  return Object.is(expected, received)
}
