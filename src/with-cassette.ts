import type { Cassette } from './cassette-fixture.ts'
import type { WithCassetteOptions } from './run-with-cassette.ts'

/**
 * Records what `fn` sends over HTTP, or replays it: for `beforeAll`, global setup, scripts and other test runners.
 *
 * The record mode is that of a test: `REPLAYWRIGHT_MODE`, `recordMode`, in a Playwright worker also
 * `--update-snapshots`, and nothing is recorded on CI. The file is written only when `fn` resolves. All of the
 * process's requests go through it meanwhile, also those of a test that runs around it.
 *
 * @param path the cassette's file, relative to the working directory; `.har` is added where it lacks.
 * @throws CassetteMissError where `fn` asked for what was not recorded, also where it swallowed the error
 * @throws where another call runs: a request does not say which of the two it belongs to
 * @example
 * test.beforeAll(() =>
 *   withCassette('fixtures/seed.har', {}, async () => {
 *     await fetch('https://api.example.com/seed', { method: 'POST' })
 *   }),
 * )
 */
export async function withCassette<T>(
  path: string | URL,
  options: WithCassetteOptions,
  fn: (cassette: Cassette) => T | Promise<T>,
): Promise<T> {
  const { runWithCassette } = await import('./run-with-cassette.ts')
  return runWithCassette(path, options, fn)
}
