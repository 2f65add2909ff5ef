import type { APIRequestContext } from '@playwright/test'

/** How Playwright's own client marks calls that are no step of the test. */
interface PlaywrightClient {
  _wrapApiCall?<T>(call: () => Promise<T>, options: { internal: true; title: string }): Promise<T>
}

/**
 * Makes a call of Playwright's that is no step of the test: the session's own step stands for it, and Playwright's
 * would show the call's log in reports where it fails, with its cookies and credentials.
 *
 * There is no public way to say so. Where a release of Playwright has this one no more, its step shows again.
 *
 * @param title by which error messages begin, for example `apiRequestContext.get`
 */
export function withoutOwnStep<T>(
  context: APIRequestContext,
  title: string,
  call: () => Promise<T>,
): Promise<T> {
  const client = context as PlaywrightClient
  return client._wrapApiCall?.(call, { internal: true, title }) ?? call()
}
