import type { HeaderField } from '../interaction/header-fields.ts'

/** The engines there are. Each is loaded by a dynamic import, one a worker. */
export type EngineName = 'msw' | 'nock'

/** A request on its way out of this worker, whichever client makes it. */
export interface OutgoingRequest {
  readonly method: string
  /** Absolute, without a fragment. */
  readonly url: string
  readonly headers: readonly HeaderField[]
  /** Reads the content, to its end. Empty where there is none. May be called once. */
  body(): Promise<Uint8Array>
}

/** The head of a live response, before its body. */
export interface ResponseHead {
  readonly status: number
  readonly statusText: string
  readonly headers: readonly HeaderField[]
}

/** Watches what a live request gets. Exactly one of its methods is called, once. */
export interface ResponseObserver {
  /** @param body the content as it comes, still coded; it throws when the connection breaks. */
  response(head: ResponseHead, body: AsyncIterable<Uint8Array>): void
  /** The connection failed before there was a response. */
  failure(error: NodeJS.ErrnoException): void
  /** The client gave the request up before there was a response. */
  aborted(): void
}

/** What becomes of an outgoing request. */
export type Answer =
  | {
      readonly kind: 'respond'
      readonly head: ResponseHead
      readonly body: Uint8Array | ReadableStream<Uint8Array>
    }
  /** The client sees its connection fail with `error`. */
  | { readonly kind: 'fail'; readonly error: NodeJS.ErrnoException }
  /** The request goes to the network. */
  | { readonly kind: 'pass'; readonly observer?: ResponseObserver }

/**
 * What becomes of all requests as things stand: `none-passes`, each is answered or fails; `all-pass`, each goes to the
 * network, if it does not fail; `depends` on the request.
 */
export type Outlook = 'none-passes' | 'all-pass' | 'depends'

/** Decides what becomes of requests. */
export interface Answerer {
  /** May change from one request to the next; who changes it calls `Engine.outlookChanged`. */
  readonly outlook: Outlook
  /** Called once for each request of this worker. It does not throw. */
  answer(request: OutgoingRequest): Answer | Promise<Answer>
}

/**
 * What intercepts this worker's HTTP traffic. An engine knows neither cassettes nor tests: it asks, and
 * does as it is told.
 */
export interface Engine {
  readonly name: EngineName
  /** Begins to intercept. From now on every request of this worker is put to `answerer`. */
  start(answerer: Answerer): void
  /** The answerer's outlook may be another one now. */
  outlookChanged(): void
  /** Ends intercepting and leaves no trace. */
  stop(): void
}
