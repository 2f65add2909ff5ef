import { HTTPError } from '../errors/http-error.ts'
import type { Followed } from './follow.ts'
import type { Mask } from './session-options.ts'

const ERROR_BODY_LIMIT = 64 * 1024

/** @throws HTTPError for a status that is no success; Playwright's rule: a redirect not followed is no failure. */
export async function refuseBadStatus({ response, method }: Followed, mask: Mask): Promise<void> {
  if (response.status() >= 200 && response.status() < 400) return
  const start = (await response.body()).subarray(0, ERROR_BODY_LIMIT)
  // As a stream, so that a character that the limit cuts in two is left out.
  const body = new TextDecoder().decode(start, { stream: true })
  throw new HTTPError({ method, response, body, shownURL: mask(response.url()) })
}
