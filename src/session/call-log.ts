/** Playwright's list of what a call did: request and response header fields, with their values. */
const CALL_LOG = /\n\s*Call log:[^]*?(?=\n\s+at |$)/

/** Whether Playwright got as far as sending something: only then its error has a call log. */
export function hasCallLog(error: Error): boolean {
  return CALL_LOG.test(error.message)
}

/**
 * Takes the call log out of an error's message and stack, because it shows cookies and credentials. The error
 * itself is changed: reporters print the causes of an error too, each with its stack.
 *
 * @param api Playwright's name of the call, by which its messages begin.
 */
export function removeCallLog(error: Error, api: string): void {
  const clean = (text: string): string =>
    text.replace(CALL_LOG, '').replace(/apiRequestContext\.\w+: /, `apiRequestContext.${api}: `)
  const stack = clean(error.stack ?? '')
  error.message = clean(error.message)
  error.stack = stack
}
