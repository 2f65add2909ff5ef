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

  constructor(message: string, request: { method: string; url: string; cassette: string }) {
    super(message)
    this.method = request.method
    this.url = request.url
    this.cassette = request.cassette
  }
}

/** Whether `error` is a `CassetteMissError`, also of another copy of this package. */
export function isCassetteMissError(error: unknown): error is CassetteMissError {
  return error instanceof Error && error.name === 'CassetteMissError'
}
