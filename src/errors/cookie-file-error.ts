/**
 * A file of cookies that cannot be read or written: a line that does not fit the format, or a cookie that
 * the format cannot hold.
 *
 * @example
 * CookieFileError: cookies.txt:7: 5 fields, expected 7 separated by tabs
 *   Mend or remove the line: domain, subdomains, path, secure, expires, name, value.
 */
export class CookieFileError extends Error {
  override name = 'CookieFileError' as const
  /** The file as the caller named it. */
  readonly file: string
  /** The line, counted from 1; `undefined` where the problem is not one of a line. */
  readonly line: number | undefined

  constructor(options: {
    file: string
    line?: number | undefined
    problem: string
    remedy: string
    cause?: unknown
  }) {
    const place = options.line === undefined ? options.file : `${options.file}:${options.line}`
    super(`${place}: ${options.problem}\n  ${options.remedy}`, { cause: options.cause })
    this.file = options.file
    this.line = options.line
  }
}

/** Whether `error` is a `CookieFileError`, also of another copy of this package. */
export function isCookieFileError(error: unknown): error is CookieFileError {
  return error instanceof Error && error.name === 'CookieFileError'
}
