import type { LoadedCassette } from '../cassette/read-har.ts'
import { recordingTime } from '../cassette/recording-time.ts'
import { CassetteMissError } from '../errors/cassette-miss-error.ts'
import { now } from '../interaction/clock.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { recordingsOf } from '../interaction/recordings.ts'
import { Matcher } from '../matching/matcher.ts'
import type { TestOptions } from '../options.ts'
import type { Plan } from '../record-mode.ts'
import type { Redaction } from '../redaction/redaction.ts'
import type { Handler } from './handler.ts'
import { ignoring } from './ignored-requests.ts'
import { missMessage } from './miss-message.ts'
import { Recorder } from './recorder.ts'
import { Replayer } from './replayer.ts'
import type { SentRequest } from './sent-request.ts'
import { SentRequests } from './sent-requests.ts'
import { passThrough } from './switchboard.ts'

export interface TrafficSetup {
  readonly options: TestOptions
  readonly plan: Plan
  /** The cassette's path as a person types it. */
  readonly cassettePath: string
  readonly cassette: LoadedCassette | undefined
  /** The command that records this test again. */
  readonly command: string
  readonly redaction: Redaction
}

/** The traffic of one test: what answers its requests, and what came of them. */
export class Traffic {
  readonly handler: Handler
  readonly recorder: Recorder | undefined
  readonly replayer: Replayer | undefined
  /** What the user's own rules threw, each of which fails the test. */
  readonly errors: Error[] = []
  readonly #sent = new SentRequests()
  readonly #setup: TrafficSetup

  constructor(setup: TrafficSetup) {
    this.#setup = setup
    switch (setup.plan) {
      case 'replay':
      case 'refuse':
        this.replayer = this.#createReplayer()
        break
      case 'record':
      case 'update':
      case 'check':
        this.recorder = new Recorder()
        break
      case 'live':
        break
    }
    const { ignoreRequests, baseURL } = setup.options
    const noted = this.#sent.noting(this.replayer ?? this.recorder ?? passThrough)
    this.handler = ignoring(ignoreRequests, baseURL, noted, (error) => this.errors.push(error))
  }

  /** What is recorded: of a replay, what the cassette holds; of a recording, what it holds so far. */
  interactions(): readonly Interaction[] {
    return this.recorder?.interactions() ?? this.#setup.cassette?.interactions ?? []
  }

  /** Requests of this test that nothing answered. */
  get misses(): readonly CassetteMissError[] {
    return this.replayer?.misses ?? []
  }

  /** What the test sent, whatever became of it; see `SentRequests.select`. */
  requests(method?: string, url?: string | RegExp): SentRequest[] {
    return this.#sent.select(method, url, this.#setup.options.baseURL)
  }

  #createReplayer(): Replayer {
    const { cassette, cassettePath, command, options, redaction } = this.#setup
    const recordings = cassette?.recordings ?? recordingsOf([])
    return new Replayer({
      matcher: new Matcher(recordings, options.matchOn, redaction.comparison(recordings)),
      timing: options.timing,
      hooks: options.hooks,
      onError: (error) => this.errors.push(error),
      explain(request, miss) {
        const text = missMessage(request, miss, {
          cassette: cassettePath,
          interactions: cassette?.recordings.length,
          recordedAt: cassette && recordingTime(cassette),
          now: now(),
          command,
        })
        return new CassetteMissError(redaction.mask(text), {
          method: request.method,
          url: redaction.mask(request.url),
          cassette: cassettePath,
          differences: (miss.closest?.differences ?? []).map((difference) => ({
            ...difference,
            recorded: redaction.mask(difference.recorded),
            sent: redaction.mask(difference.sent),
          })),
          recordings: miss.usedUp ?? 0,
        })
      },
    })
  }
}
