/** Which requests of pages go through the cassette: none, all, or those whose URL a glob or RegExp matches. */
export type CapturePages = boolean | readonly (string | RegExp)[]

/** Playwright takes a glob apart anew for each request. */
const EVERYTHING = /^/

/** What `page.route` takes to route those requests. */
export function patternsOf(capturePages: CapturePages): readonly (string | RegExp)[] {
  if (typeof capturePages === 'boolean') return capturePages ? [EVERYTHING] : []
  return capturePages
}

/** @throws TypeError that says what is allowed. */
export function checkCapturePages(value: unknown): void {
  const isPattern = (item: unknown): boolean => typeof item === 'string' || item instanceof RegExp
  if (typeof value === 'boolean' || (Array.isArray(value) && value.every(isPattern))) return
  throw new TypeError(
    `the option capturePages is ${JSON.stringify(value)}; use true, false or a list of URL globs and RegExps`,
  )
}
