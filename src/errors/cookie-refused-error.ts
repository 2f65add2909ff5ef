/**
 * A cookie that the storage rules of RFC 6265bis (section 5.7) do not let in. The message names the cookie
 * and the rule, and never shows a value.
 *
 * @example
 * CookieRefusedError: cookie "sid" was refused: SameSite=None needs the Secure attribute
 */
export class CookieRefusedError extends Error {
  override name = 'CookieRefusedError' as const
  /** The cookie's name; empty for a nameless cookie and where the field could not be parsed. */
  readonly cookieName: string
  /** The rule that refused it, for example `SameSite=None needs the Secure attribute`. */
  readonly reason: string

  constructor(cookieName: string, reason: string) {
    super(`cookie ${JSON.stringify(cookieName)} was refused: ${reason}`)
    this.cookieName = cookieName
    this.reason = reason
  }
}

/** Whether `error` is a `CookieRefusedError`, also of another copy of this package. */
export function isCookieRefusedError(error: unknown): error is CookieRefusedError {
  return error instanceof Error && error.name === 'CookieRefusedError'
}
