/** First words of what else than a test owns a cassette. */
const OTHER_OWNERS: ReadonlySet<string> = new Set(['withCassette', 'workerSession'])

/**
 * Whether a cassette's owner is a Playwright test, so that the cassette goes with it.
 *
 * @param owner as the cassette names it.
 * @example isTestName('tests/login.spec.ts › signs in') // true; of 'withCassette › seed.har' false
 */
export function isTestName(owner: string): boolean {
  const [first, ...titles] = owner.split(' › ')
  return titles.length > 0 && !OTHER_OWNERS.has(first!)
}
