import type { Answer, OutgoingRequest } from '../engines/engine.ts'
import type { CassetteMissError } from '../errors/cassette-miss-error.ts'
import type { Interaction, RecordedRequest } from '../interaction/interaction.ts'
import type { Matcher, Miss } from '../matching/matcher.ts'
import { recordedRequest, START_MS, type Handler } from './handler.ts'
import { replay, type ReplayTiming } from './replay-response.ts'

export interface ReplayerOptions {
  readonly matcher: Matcher
  readonly timing: ReplayTiming
  /** The error that tells a person why nothing answers `request`. */
  explain(request: RecordedRequest, miss: Miss): CassetteMissError
}

/** Answers requests from recorded interactions. Nothing goes live. */
export class Replayer implements Handler {
  /** Requests that nothing answered, as errors that say why, in the order in which they were made. */
  readonly misses: CassetteMissError[] = []
  /** What the test sent, in the order of its requests. */
  readonly requests: RecordedRequest[] = []
  /** What the user's own rules threw, each of which fails the test too. */
  readonly errors: Error[] = []
  readonly #options: ReplayerOptions

  constructor(options: ReplayerOptions) {
    this.#options = options
  }

  async answer(outgoing: OutgoingRequest): Promise<Answer> {
    const request = await recordedRequest(outgoing)
    this.requests.push(request)
    try {
      return this.#answer(request)
    } catch (error) {
      this.errors.push(error as Error)
      return { kind: 'fail', error: error as Error }
    }
  }

  unused(): readonly Interaction[] {
    return this.#options.matcher.unused()
  }

  /**
   * Waits a moment for requests that the recorded test left in flight at its end, so that they do not
   * arrive in the next test.
   */
  async settle(): Promise<void> {
    if (this.unused().length > 0) await new Promise((resolve) => setTimeout(resolve, START_MS))
  }

  #answer(request: RecordedRequest): Answer {
    const { matcher, timing } = this.#options
    const found = matcher.take(request)
    if (found) return replay(found, timing)
    const miss = this.#options.explain(request, matcher.explain(request))
    this.misses.push(miss)
    // Never a made-up 5xx, which code under test may take for an answer of the service.
    return { kind: 'fail', error: Object.assign(new Error(miss.message), { code: MISS_CODE }) }
  }
}

/** The `code` of the network error that a client sees on a miss. */
const MISS_CODE = 'ERR_CASSETTE_MISS'
