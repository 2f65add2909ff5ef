/**
 * Lets an error's message begin as Playwright's do. The error is made anew: a `TypeError` of `new URL` holds the
 * URL, and that may hold credentials.
 *
 * @param api Playwright's name of the call, for example `get`
 */
export function named<T>(api: string, action: () => T): T {
  try {
    return action()
  } catch (error) {
    const message = `apiRequestContext.${api}: ${(error as Error).message}`
    throw error instanceof TypeError ? new TypeError(message) : new Error(message)
  }
}
