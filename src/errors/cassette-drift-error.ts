/**
 * The live service is not what the cassette says any more. Of the record mode `check`, which compares the form of
 * responses and not their values.
 *
 * @example
 * CassetteDriftError: The service has drifted from fixtures/tests/orders/lists.har (1 difference)
 *   GET /orders 200: body.items[].price number -> string
 *
 *   To record again:  REPLAYWRIGHT_MODE=all npx playwright test tests/orders.spec.ts:3
 */
export class CassetteDriftError extends Error {
  override name = 'CassetteDriftError' as const
  /** The cassette, relative to the working directory. */
  readonly cassette: string
  /** One line a difference, for example `GET /orders 200: status 200 -> 404`. */
  readonly differences: readonly string[]

  constructor(options: { cassette: string; differences: readonly string[]; command: string }) {
    const { cassette, differences, command } = options
    const count = differences.length === 1 ? '1 difference' : `${differences.length} differences`
    super(
      `The service has drifted from ${cassette} (${count})\n` +
        differences.map((line) => `  ${line}\n`).join('') +
        `\n  To record again:  ${command}`,
    )
    this.cassette = cassette
    this.differences = differences
  }
}

/** Whether `error` is a `CassetteDriftError`, also of another copy of this package. */
export function isCassetteDriftError(error: unknown): error is CassetteDriftError {
  return error instanceof Error && error.name === 'CassetteDriftError'
}
