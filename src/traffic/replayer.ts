import type { Answer, OutgoingRequest } from '../engines/engine.ts'
import type { CassetteMissError } from '../errors/cassette-miss-error.ts'
import type { Interaction, RecordedRequest } from '../interaction/interaction.ts'
import type { Matcher, Miss } from '../matching/matcher.ts'
import { recordedRequest, type Handler } from './handler.ts'
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
  readonly #options: ReplayerOptions

  constructor(options: ReplayerOptions) {
    this.#options = options
  }

  async answer(outgoing: OutgoingRequest): Promise<Answer> {
    const request = await recordedRequest(outgoing)
    this.requests.push(request)
    const { matcher, timing } = this.#options
    const found = matcher.take(request)
    if (found) return replay(found, timing)
    const miss = this.#options.explain(request, matcher.explain(request))
    this.misses.push(miss)
    // Never a made-up 5xx, which code under test may take for an answer of the service.
    return { kind: 'fail', error: Object.assign(new Error(miss.message), { code: MISS_CODE }) }
  }

  unused(): readonly Interaction[] {
    return this.#options.matcher.unused()
  }
}

/** The `code` of the network error that a client sees on a miss. */
const MISS_CODE = 'ERR_CASSETTE_MISS'
