import type { HeaderField } from './header-fields.ts'

/**
 * A request as it went over the wire.
 *
 * Source of the shape: HAR 1.2 `request`, without what can be derived (`queryString`, `cookies`, sizes).
 */
export interface RecordedRequest {
  /** Method token as sent, for example `GET`. */
  readonly method: string
  /** Absolute URL without a fragment (RFC 9110, section 4.2.5: fragments are not sent). */
  readonly url: string
  /** For example `HTTP/1.1`. */
  readonly httpVersion: string
  /** Header fields in the order, case and number in which they were sent. */
  readonly headers: readonly HeaderField[]
  /** Content as sent, transfer coding removed; empty when there was none. */
  readonly body: Uint8Array
}

/** A piece of a body as it arrived: how many bytes, and when. */
export interface BodyPiece {
  /** Milliseconds after the response's header section. */
  readonly at: number
  /** Bytes of the decoded body that this piece brought. */
  readonly size: number
}

/**
 * A response as it came over the wire, with its content decoded.
 *
 * Source of the shape: HAR 1.2 `response`.
 */
export interface RecordedResponse {
  /** Status code, 200 to 599. */
  readonly status: number
  /** Reason phrase; empty when the server sent none. */
  readonly statusText: string
  readonly httpVersion: string
  /** Header fields in the order, case and number in which they came; `Set-Cookie` is never joined. */
  readonly headers: readonly HeaderField[]
  /** Content without its content codings, unless `rawCoding` says that they are still on. */
  readonly body: Uint8Array
  /** The `Content-Encoding` still applied to `body`, because no decoder is known or decoding failed. */
  readonly rawCoding?: string
  /** Present only when the body arrived piece by piece over time (an event stream, say). */
  readonly pieces?: readonly BodyPiece[]
}

/** What a request got in place of a response: a connection that was refused, reset or timed out. */
export interface RecordedFailure {
  /** The system's error code, for example `ECONNREFUSED`, or `ABORT_ERR` where the client took the request back. */
  readonly code: string
  /** The system's message, for example `connect ECONNREFUSED 127.0.0.1:9`. */
  readonly message: string
}

/** The failure of a request that its client took back: by a timeout of its own, say, or once it had read enough. */
export const GIVEN_UP = 'ABORT_ERR'

/** One request with what it got: exactly one of `response` and `failure` is present. HAR calls it an entry. */
export interface Interaction {
  /** When the request started, in milliseconds since the epoch. */
  readonly startedAt: number
  /** Milliseconds from the request's start to the end of its response. */
  readonly time: number
  /** Milliseconds from the request's start to the response's header section. */
  readonly wait: number
  readonly request: RecordedRequest
  readonly response?: RecordedResponse
  readonly failure?: RecordedFailure
}
