import type { FoundSecret } from './errors/secret-found-error.ts'
import type { Redact } from './redaction/options.ts'

/**
 * Secrets that stand in cassettes: what the rules would replace now, and the shapes of known tokens. For a test
 * of your own, so that a cassette which was edited, or recorded under other rules, does not stay unseen.
 *
 * @param paths cassettes, or folders that are searched for them.
 * @param redact the `redact` option of your configuration.
 * @throws CassetteFormatError for a file that is no cassette; Error for a path that is not there.
 * @example
 * test('no cassette holds a secret', async () => {
 *   expect(await findSecrets(['fixtures'])).toEqual([])
 * })
 */
export async function findSecrets(
  paths: readonly string[],
  redact: Exclude<Redact, false> = {},
): Promise<FoundSecret[]> {
  const { lookForSecrets } = await import('./look-for-secrets.ts')
  return lookForSecrets(paths, redact)
}
