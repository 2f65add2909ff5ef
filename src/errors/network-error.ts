import { withoutUserInfo } from './user-info.ts'

/**
 * A request that got no response: the connection was refused or reset, the name was not found, the time was
 * up. The session goes on.
 *
 * @example NetworkError: apiRequestContext.get: connect ECONNREFUSED 127.0.0.1:9
 */
export class NetworkError extends Error {
  override name = 'NetworkError' as const
  /** The system's code, for example `ECONNREFUSED`; `undefined` where Playwright's error names none. */
  readonly code: string | undefined
  readonly method: string
  /** Without user info. */
  readonly url: string

  constructor(cause: Error, request: { message: string; method: string; url: string }) {
    super(request.message, { cause })
    this.code = systemCode(request.message)
    this.method = request.method
    this.url = withoutUserInfo(request.url)
  }
}

/** Playwright hands on the system's message and not its code, which the message names. */
function systemCode(message: string): string | undefined {
  if (/: Timeout \d+ms exceeded/i.test(message)) return 'ETIMEDOUT'
  const named =
    /\b(?:E[A-Z]{3,}[A-Z0-9]*|ERR_[A-Z_]+|[A-Z]+(?:_[A-Z]+)*_CERT[A-Z_]*|CERT_[A-Z_]+)\b/
  const code = named.exec(message)?.[0]
  return code ?? (/\b(?:socket hang up|aborted)\b/.test(message) ? 'ECONNRESET' : undefined)
}

/** Whether `error` is a `NetworkError`, also of another copy of this package. */
export function isNetworkError(error: unknown): error is NetworkError {
  return error instanceof Error && error.name === 'NetworkError'
}
