import type { CassetteMissError } from './errors/cassette-miss-error.ts'
import type { Interaction } from './interaction/interaction.ts'
import type { RecordMode } from './record-mode.ts'
import type { SentRequest } from './traffic/sent-request.ts'

/** This test's cassette. */
export interface Cassette {
  /** The cassette's file, absolute. It exists only once something was recorded. */
  readonly path: string
  readonly mode: RecordMode
  /** What was recorded: of a replay, what the cassette holds; of a recording, what it holds so far. */
  readonly interactions: readonly Interaction[]
  /**
   * What this test has sent so far, recorded or replayed, in the order in which the requests started.
   *
   * @param method for example `POST`; all where it is left out.
   * @param url a RegExp, or a URL glob by Playwright's rules, relative to `baseURL`.
   * @example expect(cassette.requests('POST', '/login')[0]!.form().get('user')).toBe('ada')
   */
  requests(method?: string, url?: string | RegExp): SentRequest[]
  /** Requests of this test that nothing answered. */
  readonly misses: readonly CassetteMissError[]
  /** Recorded interactions that the test has not asked for yet. */
  unused(): readonly Interaction[]
}
