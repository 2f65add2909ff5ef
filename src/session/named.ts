/**
 * Lets an error's message begin as Playwright's do.
 *
 * @param api Playwright's name of the call, for example `get`
 */
export function named<T>(api: string, action: () => T): T {
  try {
    return action()
  } catch (cause) {
    throw new Error(`apiRequestContext.${api}: ${(cause as Error).message}`, { cause })
  }
}
