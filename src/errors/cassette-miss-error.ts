/** One field in which a request differs from the recording that came closest. */
export interface RequestDifference {
  /** For example `cookie csrf`, `query page`, `body $.remember`. */
  readonly field: string
  /** Both as text, cut at 60 characters; `none` where there is nothing. */
  readonly recorded: string
  readonly sent: string
}

/** What a `CassetteMissError` says beside its message. */
export interface CassetteMissDetails {
  readonly method: string
  readonly url: string
  readonly cassette: string
  readonly differences: readonly RequestDifference[]
  readonly recordings: number
}

/**
 * A replayed request that no recorded interaction answers. The message says which recording came closest,
 * what differed, and how to record again.
 *
 * @example
 * CassetteMissError: No recorded response for POST https://api.example.com/login
 *   cassette  fixtures/tests/login/signs-in.har: 4 interactions, recorded 12 days ago
 */
export class CassetteMissError extends Error {
  override name = 'CassetteMissError' as const
  readonly method: string
  readonly url: string
  /** The cassette, relative to the working directory. */
  readonly cassette: string
  /** What tells the request from the closest recording. Empty where none came near, or all were used. */
  readonly differences: readonly RequestDifference[]
  /** How often just this request was recorded: more than 0 means that all its recordings were already used. */
  readonly recordings: number

  constructor(message: string, details: CassetteMissDetails) {
    super(message)
    this.method = details.method
    this.url = details.url
    this.cassette = details.cassette
    this.differences = details.differences
    this.recordings = details.recordings
  }
}

/** Whether `error` is a `CassetteMissError`, also of another copy of this package. */
export function isCassetteMissError(error: unknown): error is CassetteMissError {
  return error instanceof Error && error.name === 'CassetteMissError'
}
