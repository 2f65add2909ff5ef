export type { CookieAttributes } from './expect/cookie-attributes.ts'
export type { CookieHolder } from './expect/cookie-holder.ts'
export { expect, type Assertions } from './expect/index.ts'
export type { TextPattern } from './expect/pattern.ts'
export type { StatusPattern } from './expect/status-pattern.ts'
export type { HTTPErrorDetails } from './expect/to-be-http-error.ts'
export { CassetteConflictError } from './errors/cassette-conflict-error.ts'
export { CassetteDriftError, isCassetteDriftError } from './errors/cassette-drift-error.ts'
export { CassetteFormatError, isCassetteFormatError } from './errors/cassette-format-error.ts'
export {
  CassetteMissError,
  isCassetteMissError,
  type CassetteMissDetails,
  type RequestDifference,
} from './errors/cassette-miss-error.ts'
export { CassetteWriteError } from './errors/cassette-write-error.ts'
export {
  isSecretFoundError,
  SecretFoundError,
  type FoundSecret,
} from './errors/secret-found-error.ts'
export { findSecrets } from './find-secrets.ts'
export { HTTPError, isHTTPError } from './errors/http-error.ts'
export { isNetworkError, NetworkError } from './errors/network-error.ts'
export type { RejectedCookie } from './cookies/jar.ts'
export type { PlaywrightCookie, PlaywrightCookieParam } from './cookies/storage-state.ts'
export type { HeaderField } from './interaction/header-fields.ts'
export type {
  BodyPiece,
  Interaction,
  RecordedFailure,
  RecordedRequest,
  RecordedResponse,
} from './interaction/interaction.ts'
export type { MatchOptions } from './matching/match-options.ts'
export type { ReplaywrightOptions, ReplaywrightWorkerOptions } from './options.ts'
export type { RecordMode } from './record-mode.ts'
export type { StaleAfter } from './staleness.ts'
export type { Hooks } from './traffic/hooks.ts'
export type { IgnoreRule, RequestHead } from './traffic/ignored-requests.ts'
export type { ReplayTiming } from './traffic/replay-response.ts'
export type { SentRequest } from './traffic/sent-request.ts'
export type { UnusedInteractions } from './unused-interactions.ts'
export type { Exchange } from './session/exchange.ts'
export type { Redact, RedactField, RedactFunction, RedactOptions } from './redaction/options.ts'
export { Session } from './session/session.ts'
export type { SessionOptions } from './session/session-options.ts'
export type { Cassette } from './cassette-fixture.ts'
export type { WithCassetteOptions } from './run-with-cassette.ts'
export type { SignIn } from './signed-in.ts'
export { test, type ReplaywrightFixtures } from './test.ts'
export { withCassette } from './with-cassette.ts'
export type { ReplaywrightWorkerFixtures } from './worker-session.ts'
