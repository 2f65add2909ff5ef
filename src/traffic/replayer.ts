import type { Answer, OutgoingRequest } from '../engines/engine.ts'
import type { CassetteMissError } from '../errors/cassette-miss-error.ts'
import type { RecordedRequest } from '../interaction/interaction.ts'
import type { Matcher, Miss } from '../matching/matcher.ts'
import { isTunnel, recordedRequest, type Handler } from './handler.ts'
import { beforeReplay, type Hooks } from './hooks.ts'
import { isGivenUp, untilGivenUp } from './given-up.ts'
import { replay, type ReplayTiming } from './replay-response.ts'

export interface ReplayerOptions {
  readonly matcher: Matcher
  readonly timing: ReplayTiming
  readonly hooks: Hooks
  /** Told what the user's own rules threw, which fails the test also where the client's error is swallowed. */
  onError(error: Error): void
  /** The error that tells a person why nothing answers `request`. */
  explain(request: RecordedRequest, miss: Miss): CassetteMissError
}

/** Answers requests from recorded interactions. Nothing goes live. */
export class Replayer implements Handler {
  readonly outlook = 'none-passes'
  /** Requests that nothing answered, as errors that say why, in the order in which they were made. */
  readonly misses: CassetteMissError[] = []
  readonly #options: ReplayerOptions

  constructor(options: ReplayerOptions) {
    this.#options = options
  }

  records(): boolean {
    return false
  }

  async answer(outgoing: OutgoingRequest): Promise<Answer> {
    if (isTunnel(outgoing)) return TUNNEL
    const request = await recordedRequest(outgoing)
    try {
      return await this.#answer(request)
    } catch (error) {
      this.#options.onError(error as Error)
      throw error
    }
  }

  /** The places, from 0, of the interactions that the test has not asked for yet. */
  unused(): readonly number[] {
    return this.#options.matcher.unused()
  }

  async #answer(request: RecordedRequest): Promise<Answer> {
    const { matcher, timing, hooks } = this.#options
    const found = matcher.take(request)
    if (found) {
      const interaction = await beforeReplay(found, hooks)
      if (!interaction.response && isGivenUp(interaction)) await untilGivenUp(interaction)
      return replay(interaction, timing)
    }
    const miss = this.#options.explain(request, matcher.explain(request))
    this.misses.push(miss)
    // Never a made-up 5xx, which code under test may take for an answer of the service.
    return { kind: 'fail', error: Object.assign(new Error(miss.message), { code: MISS_CODE }) }
  }
}

/** The answer of a proxy that opens a tunnel. It leads nowhere: what goes through it is answered here too. */
const TUNNEL: Answer = {
  kind: 'respond',
  head: { status: 200, statusText: 'Connection Established', headers: [] },
  body: new Uint8Array(0),
}

/** The `code` of the network error that a client sees on a miss. */
const MISS_CODE = 'ERR_CASSETTE_MISS'
