/** Playwright's list of what a call did: request and response header fields, with their values. */
const CALL_LOG = /\n\s*Call log:[^]*?(?=\n\s+at |$)/

/** Whether Playwright got as far as sending something: only then its error has a call log. */
export function hasCallLog(error: Error): boolean {
  return CALL_LOG.test(error.message)
}

/**
 * Takes the call log out of an error, because it shows cookies and credentials: out of its message and stack, and
 * its `log`, which holds the lines again. The error itself is changed: reporters print the causes of an error too.
 *
 * @param api Playwright's name of the call, by which its messages begin.
 */
export function removeCallLog(error: Error & { log?: unknown }, api: string): void {
  const clean = (text: string): string =>
    text.replace(CALL_LOG, '').replace(/apiRequestContext\.\w+: /, `apiRequestContext.${api}: `)
  const stack = clean(error.stack ?? '')
  error.message = clean(error.message)
  error.stack = stack
  delete error.log
}
