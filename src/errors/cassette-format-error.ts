/**
 * A cassette that cannot be read: truncated, not JSON, not HAR, of a newer format, or naming a body
 * file outside its own folder.
 *
 * @example
 * CassetteFormatError: fixtures/tests/login/signs-in.har: not valid JSON at line 12, column 4
 *   Restore the file from version control, or record again: npx playwright test tests/login.spec.ts:3 -u
 */
export class CassetteFormatError extends Error {
  override name = 'CassetteFormatError' as const
  /** The file, as an absolute path. */
  readonly path: string
  /** Where in the file: a line and column, or a JSON path such as `$.log.entries[3].request.url`. */
  readonly place: string

  constructor(options: {
    path: string
    place: string
    problem: string
    remedy: string
    cause?: unknown
  }) {
    super(
      `${options.path}: ${options.problem}${options.place ? ` at ${options.place}` : ''}\n  ${options.remedy}`,
      { cause: options.cause },
    )
    this.path = options.path
    this.place = options.place
  }
}

/** Whether `error` is a `CassetteFormatError`, also of another copy of this package. */
export function isCassetteFormatError(error: unknown): error is CassetteFormatError {
  return error instanceof Error && error.name === 'CassetteFormatError'
}
