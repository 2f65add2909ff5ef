/**
 * What a worker needs once it runs a test, and what is loaded by the first one: importing the package costs a run's main
 * process, which only looks for tests, as little as can be.
 */
export { testOwner } from './cassette-owner.ts'
export { CassetteRun } from './cassette-run.ts'
export { Interception } from './interception.ts'
export { PageCapture, type CapturePlan } from './pages/page-capture.ts'
export { closedNote } from './pages/web-sockets.ts'
export { Redaction } from './redaction/redaction.ts'
export { checkIgnoreRequests, ignoring } from './traffic/ignored-requests.ts'
export { passThrough, refuseOutside } from './traffic/switchboard.ts'
