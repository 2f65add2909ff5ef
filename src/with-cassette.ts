import type { EngineName } from './engines/engine.ts'
import type { ReplaywrightOptions } from './options.ts'
import type { Cassette } from './test.ts'

/** The plugin's options that a cassette has outside a test; in a Playwright worker `use` gives their defaults. */
export interface WithCassetteOptions extends Partial<
  Omit<ReplaywrightOptions, 'cassettePath' | 'sessionHeaders'>
> {
  /** What intercepts HTTP traffic where nothing does yet. In a Playwright worker it is the worker's. */
  readonly engine?: EngineName
  /** Against which the globs of `ignoreRequests` are read, as in `use`. */
  readonly baseURL?: string
}

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
  const { runWithCassette } = await import('./in-worker.ts')
  return runWithCassette(path, options, fn)
}
