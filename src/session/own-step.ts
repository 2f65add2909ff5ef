import type { CallSite } from './call-site.ts'

/** How Playwright's own client marks calls that are no step of the test. */
interface PlaywrightClient {
  _wrapApiCall?<T>(call: () => Promise<T>, options: { internal: true; title: string }): Promise<T>
}

/**
 * Makes a call of Playwright's that is no step of the test: a session's own step stands for it, and Playwright's
 * would show the call's log in reports where it fails, with its cookies and credentials.
 *
 * There is no public way to say so. Where a release of Playwright has this one no more, its step shows again.
 *
 * @param owner the object of Playwright's that `call` calls
 * @param title by which error messages begin, for example `apiRequestContext.get`
 * @param here the line of the test that stands behind it, which Playwright would look for anew
 */
export function withoutOwnStep<T>(
  owner: object,
  title: string,
  here: CallSite | undefined,
  call: () => Promise<T>,
): Promise<T> {
  const client = owner as PlaywrightClient
  if (!client._wrapApiCall) return call()
  const print: unknown = Reflect.get(Error, 'prepareStackTrace')
  // Playwright prints a stack of 50 frames to find the line of the test, which takes a fifth of a request's time, and
  // some calls print another to be ready for a page that closes. All of that happens in this very turn.
  Error.prepareStackTrace = (_error, frames) => shortStack(frames, here)
  try {
    return client._wrapApiCall(call, { internal: true, title })
  } finally {
    Reflect.set(Error, 'prepareStackTrace', print)
  }
}

/** A frame of Playwright's own that has no name of the call, so that `title` names it, and below it the test's line. */
function shortStack(frames: readonly NodeJS.CallSite[], here: CallSite | undefined): string {
  const playwright = frames[0]?.getFileName()
  // Without a frame of someone else below its own, Playwright does not name the call.
  const below = here ?? placeOf(frames.find((frame) => frame.getFileName() !== playwright))
  return [
    'Error',
    `    at PlaywrightClient._wrapApiCall (${playwright}:1:1)`,
    `    at ${below.file}:${below.line}:${below.column}`,
  ].join('\n')
}

function placeOf(frame: NodeJS.CallSite | undefined): CallSite {
  return {
    file: frame?.getFileName() ?? 'unknown',
    line: frame?.getLineNumber() ?? 1,
    column: frame?.getColumnNumber() ?? 1,
  }
}
