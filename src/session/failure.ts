import { NetworkError } from '../errors/network-error.ts'
import { hasCallLog, removeCallLog } from './call-log.ts'
import type { Deadline } from './deadline.ts'

/** The request that failed. */
interface FailedRequest {
  /** Playwright's name of the call, by which its messages begin. */
  readonly api: string
  readonly method: string
  readonly url: string
  readonly deadline: Deadline
}

/** What a call throws in place of Playwright's error: without secrets, and a `NetworkError` where it is one. */
export function failureOf(error: Error, { api, method, url, deadline }: FailedRequest): Error {
  const sent = hasCallLog(error)
  removeCallLog(error, api)
  deadline.nameIn(error)
  // What was never sent (options that Playwright refuses, a disposed context) did not fail on the network.
  if (!sent || error.name === 'AbortError') return error
  return new NetworkError(error, { message: error.message, method, url })
}
