import type { HeaderField } from '../interaction/header-fields.ts'

/**
 * The parts of HAR 1.2 that a cassette is written in. Names that begin with `_` are custom fields, which the
 * specification allows everywhere.
 *
 * Source: http://www.softwareishard.com/blog/har-12-spec/
 */
export interface Har {
  readonly log: HarLog
}

interface HarLog {
  readonly version: '1.2'
  readonly creator: { readonly name: string; readonly version: string }
  readonly _replaywright?: HarCassetteMeta
  readonly entries: readonly HarEntry[]
}

/** What makes a HAR file a cassette of ours. */
interface HarCassetteMeta {
  /** Raised when an older version could no longer read what a newer one writes. */
  readonly format: number
  /** `<file> › <titles>` of the test that recorded it. */
  readonly test: string
  /** ISO 8601. */
  readonly recordedAt: string
}

export interface HarEntry {
  /** ISO 8601. */
  readonly startedDateTime: string
  /** Milliseconds. */
  readonly time: number
  readonly request: HarRequest
  readonly response: HarResponse
  readonly cache: Record<string, never>
  readonly timings: { readonly send: number; readonly wait: number; readonly receive: number }
}

export interface HarRequest {
  readonly method: string
  readonly url: string
  readonly httpVersion: string
  readonly cookies: readonly HarCookie[]
  readonly headers: readonly HeaderField[]
  readonly queryString: readonly HeaderField[]
  readonly postData?: HarPostData
  readonly headersSize: -1
  readonly bodySize: number
}

export interface HarPostData {
  readonly mimeType: string
  /** The fields of a form; the bytes that are replayed against are those of `text`. */
  readonly params?: readonly HeaderField[]
  readonly text: string
  readonly _encoding?: 'base64'
  readonly _file?: string
  readonly _compact?: true
}

export interface HarResponse {
  readonly status: number
  readonly statusText: string
  readonly httpVersion: string
  readonly cookies: readonly HarCookie[]
  readonly headers: readonly HeaderField[]
  readonly content: HarContent
  readonly redirectURL: string
  readonly headersSize: -1
  readonly bodySize: number
  /** Playwright's field for a request that failed, as `ECONNREFUSED: connect ECONNREFUSED 127.0.0.1:9`. */
  readonly _failureText?: string
}

export interface HarContent {
  /** Bytes of the decoded body. */
  readonly size: number
  readonly mimeType: string
  readonly text?: string
  readonly encoding?: 'base64'
  /** The body lies in this file, its path relative to the HAR file, as Playwright writes it. */
  readonly _file?: string
  /** The file holds the JSON pretty-printed, and the body is the same JSON without white space. */
  readonly _compact?: true
  /** The content codings that are still on. */
  readonly _rawCoding?: string
  /** `[milliseconds, bytes]` of each piece of a body that arrived over time. */
  readonly _pieces?: readonly (readonly [number, number])[]
}

export interface HarCookie {
  readonly name: string
  readonly value: string
  readonly path?: string
  readonly domain?: string
  readonly expires?: string
  readonly httpOnly?: boolean
  readonly secure?: boolean
  readonly sameSite?: string
}

/** The newest format this version reads, and the one it writes. */
export const FORMAT = 1

/** What is known of a cassette beside its interactions. */
export interface CassetteMeta {
  /** `<file> › <titles>` of the test that recorded it. */
  readonly test: string
  /** Milliseconds since the epoch. */
  readonly recordedAt: number
}
