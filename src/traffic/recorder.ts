// Not the global timers, which a test may have replaced by a fake clock.
import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer, OutgoingRequest, ResponseHead } from '../engines/engine.ts'
import { elapsed, now } from '../interaction/clock.ts'
import { decodeContent } from '../interaction/content-coding.ts'
import { fieldValue } from '../interaction/header-fields.ts'
import {
  GIVEN_UP,
  type BodyPiece,
  type Interaction,
  type RecordedFailure,
  type RecordedRequest,
  type RecordedResponse,
} from '../interaction/interaction.ts'
import { Content } from './content.ts'
import { isTunnel, isWebSocket, recordedRequest, type Handler } from './handler.ts'

/** Pieces that came within this many milliseconds of each other are one: the network cut them, not the server. */
const PIECE_GAP_MS = 50

/** Lets requests go live and notes what they get. */
export class Recorder implements Handler {
  readonly outlook = 'all-pass'
  /** One a request, in the order the requests started. */
  readonly #exchanges: Exchange[] = []

  records(): boolean {
    return true
  }

  answer(request: OutgoingRequest): Answer {
    if (isTunnel(request) || isWebSocket(request)) return { kind: 'pass' }
    const exchange = new Exchange(request)
    this.#exchanges.push(exchange)
    return { kind: 'pass', observer: exchange }
  }

  /** What was recorded so far, in the order the requests started; what is still in flight is left out. */
  interactions(): Interaction[] {
    return this.#exchanges.flatMap((exchange) => exchange.interaction ?? [])
  }

  /**
   * Waits for the requests in flight.
   *
   * @param milliseconds how long at most.
   * @returns the requests that were still without an end, as `GET https://…`.
   */
  async settle(milliseconds: number): Promise<string[]> {
    const pending = this.#exchanges.filter((exchange) => !exchange.ended)
    if (pending.length === 0) return []
    const timer = new AbortController()
    const timeout = sleep(milliseconds, undefined, { signal: timer.signal }).catch(() => {})
    await Promise.race([timeout, Promise.all(pending.map((exchange) => exchange.end))])
    timer.abort()
    return pending.filter((exchange) => !exchange.ended).map((exchange) => exchange.title)
  }
}

/** One live request, from its start to the end of what it got. */
class Exchange {
  readonly title: string
  /** Set once the exchange has ended. */
  interaction: Interaction | undefined
  ended = false
  readonly end: Promise<void>
  readonly #resolveEnd: () => void
  readonly #startedAt = now()
  readonly #started = elapsed()
  readonly #request: Promise<RecordedRequest>

  constructor(request: OutgoingRequest) {
    this.title = `${request.method} ${request.url}`
    const { promise, resolve } = Promise.withResolvers<void>()
    this.end = promise
    this.#resolveEnd = resolve
    this.#request = recordedRequest(request)
    // A request whose content the client never finished is reported through its failure.
    this.#request.catch(() => {})
  }

  response(head: ResponseHead, body: AsyncIterable<Uint8Array>): void {
    void this.#finish(this.#receive(head, body))
  }

  failure(error: NodeJS.ErrnoException): void {
    this.#fail(toFailure(error))
  }

  /** A client that has waited long enough has to wait in vain again. */
  aborted(): void {
    this.#fail({ code: GIVEN_UP, message: 'the client gave the request up' })
  }

  #fail(failure: RecordedFailure): void {
    void this.#finish(Promise.resolve({ wait: elapsed() - this.#started, failure }))
  }

  async #receive(head: ResponseHead, body: AsyncIterable<Uint8Array>): Promise<Outcome> {
    const headed = elapsed()
    const wait = headed - this.#started
    const content = new Content(fieldValue(head.headers, 'content-length'))
    const pieces: { at: number; size: number }[] = []
    let failure: RecordedFailure | undefined
    try {
      for await (const chunk of body) {
        content.add(chunk)
        addPiece(pieces, Math.round(elapsed() - headed), chunk.length)
      }
    } catch (error) {
      failure = toFailure(error as NodeJS.ErrnoException)
    }
    const coding = fieldValue(head.headers, 'content-encoding')
    const bytes = content.bytes()
    // Half of a coded body cannot be decoded: it is kept as it came.
    const decoded = failure
      ? { body: bytes, ...(coding !== undefined && { rawCoding: coding }) }
      : decodeContent(bytes, coding)
    const response: RecordedResponse = {
      ...head,
      httpVersion: 'HTTP/1.1',
      ...decoded,
      ...(isStream(head, pieces, coding) && { pieces }),
    }
    return { wait, response, ...(failure && { failure }) }
  }

  async #finish(outcome: Promise<Outcome>): Promise<void> {
    try {
      const got = await outcome
      // Where the client gave up before it had sent all: half a request is none.
      const request = await this.#request.catch(() => undefined)
      if (!request) return
      this.interaction = {
        startedAt: this.#startedAt,
        time: elapsed() - this.#started,
        request,
        ...got,
      }
    } finally {
      this.#ended()
    }
  }

  #ended(): void {
    this.ended = true
    this.#resolveEnd()
  }
}

/**
 * Whether the pieces of a body are worth keeping: a body whose length was announced is a download, and the
 * pieces of a coded body are not those of the decoded one.
 */
function isStream(head: ResponseHead, pieces: readonly BodyPiece[], coding?: string): boolean {
  const announced = fieldValue(head.headers, 'content-length') !== undefined
  return pieces.length > 1 && !announced && coding === undefined
}

type Outcome = Pick<Interaction, 'wait' | 'response' | 'failure'>

function addPiece(pieces: { at: number; size: number }[], at: number, size: number): void {
  const last: { at: number; size: number } | undefined = pieces.at(-1)
  if (last && at - last.at < PIECE_GAP_MS) last.size += size
  else pieces.push({ at, size } satisfies BodyPiece)
}

function toFailure({ code = 'ECONNRESET', message }: NodeJS.ErrnoException): RecordedFailure {
  return { code, message }
}
