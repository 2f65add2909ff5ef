import type { Answer, OutgoingRequest, Outlook } from '../engines/engine.ts'
import { Departures } from './departures.ts'
import type { Handler } from './handler.ts'

/**
 * Connects a process's engine, which runs as long as the worker, with the traffic of the test that runs now,
 * and for a while with that of a `withCassette` inside it.
 */
export class Switchboard implements Handler {
  /** What is on its way here. */
  readonly departures: Departures = new Departures()
  /** The last one answers. */
  readonly #connected: Handler[] = []
  readonly #outside: Handler
  /** Called when other requests may pass than before. */
  onChange: () => void = () => {}

  /** @param outside answers requests made while no test runs, in `beforeAll` for example. */
  constructor(outside: Handler) {
    this.#outside = outside
  }

  /** From now on requests go to `handler`, until it is disconnected. */
  connect(handler: Handler): void {
    this.#connected.push(handler)
    this.departures.reset()
    this.onChange()
  }

  /** Requests go where they went before `handler` was connected. */
  disconnect(handler: Handler): void {
    const at = this.#connected.lastIndexOf(handler)
    if (at < 0) return
    this.#connected.splice(at, 1)
    this.onChange()
  }

  get #handler(): Handler {
    return this.#connected.at(-1) ?? this.#outside
  }

  get outlook(): Outlook {
    return this.#handler.outlook
  }

  records(request: OutgoingRequest): boolean {
    return this.#handler.records(request)
  }

  answer(request: OutgoingRequest): Answer | Promise<Answer> {
    try {
      const answer = this.#handler.answer(request)
      return answer instanceof Promise ? answer.catch(failed) : answer
    } catch (error) {
      return failed(error)
    }
  }
}

/** The client's connection fails. Thrown on, the error would become a made-up response with status 500. */
function failed(error: unknown): Answer {
  return { kind: 'fail', error: error as Error }
}

/** Lets every request go live, untouched. */
export const passThrough: Handler = {
  outlook: 'all-pass',
  records: () => false,
  answer: () => ({ kind: 'pass' }),
}

/** Fails every request made outside a test, where nothing may go live. */
export const refuseOutside: Handler = {
  outlook: 'none-passes',
  records: () => false,
  answer(request) {
    const error = new Error(
      `${request.method} ${request.url} was sent outside any test, where nothing is replayed, and this run may not go live (record mode "none").\n` +
        '  In beforeAll and in worker fixtures use withCassette or the workerSession fixture, which record and replay;\n' +
        '  or make the request in a test or in beforeEach, or name it in ignoreRequests, which lets it through.',
    )
    return { kind: 'fail', error }
  },
}
