import { checkAttachCassette, type AttachCassette } from './attach-cassette.ts'
import type { EngineName } from './engines/engine.ts'
import { checkMatchOptions, type MatchOptions } from './matching/match-options.ts'
import { checkCapturePages, type CapturePages } from './pages/capture-option.ts'
import type { RecordMode } from './record-mode.ts'
import { checkStaleAfter, type StaleAfter } from './staleness.ts'
import { checkHooks, type Hooks } from './traffic/hooks.ts'
import { checkIgnoreRequests, type IgnoreRule } from './traffic/ignored-requests.ts'
import { checkTiming, type ReplayTiming } from './traffic/replay-response.ts'
import { checkUnusedInteractions, type UnusedInteractions } from './unused-interactions.ts'
import { checkRedact, type Redact } from './redaction/options.ts'

/**
 * The plugin's options, set by `use` in the Playwright configuration or by `test.use`.
 *
 * @example
 * export default defineConfig<ReplaywrightOptions, ReplaywrightWorkerOptions>({
 *   use: { recordMode: 'none', cassettePath: 'cassettes/{testTitle}.har' },
 * })
 */
export interface ReplaywrightOptions {
  /**
   * What a run does with a test's cassette. Where it is not set, Playwright's `--update-snapshots` says, and
   * `REPLAYWRIGHT_MODE` wins over both.
   */
  recordMode: RecordMode | undefined
  /**
   * Where a test's cassette lies, relative to the configuration's folder. Default
   * `fixtures/{testFilePath}/{testTitle}.har`; there are also `{projectName}` and `{testDir}`.
   */
  cassettePath: string
  /**
   * What makes two requests the same, beside method, URL, body and cookies, which always count.
   *
   * @example
   * use: { matchOn: { headers: ['accept'], ignoreQuery: ['ts'], ignoreBody: ['$.nonce'] } }
   */
  matchOn: MatchOptions
  /**
   * From which age on a replayed cassette is reported: `'90d'` warns, `{ after: '90d', fail: true }` fails the
   * test. Units are `h`, `d` and `w`. Default never.
   */
  staleAfter: StaleAfter | undefined
  /**
   * What a test that passed does about recorded interactions that it did not ask for: `ignore`, `warn` (the
   * default) or `fail`.
   */
  unusedInteractions: UnusedInteractions
  /**
   * Requests that go live in every mode and are never recorded, the app under test on localhost, say: URL globs
   * by Playwright's rules, regular expressions, or functions of a URL and a request. Default none.
   *
   * @example
   * use: { ignoreRequests: ['http://localhost:*' + '/**', /\.png$/, (url) => url.port === '3000'] }
   */
  ignoreRequests: readonly IgnoreRule[]
  /** What happens to interactions on their way into a cassette and out of it. Default nothing. */
  hooks: Hooks
  /**
   * Whether a response that arrived piece by piece, an event stream, say, is replayed at once (`instant`, the
   * default) or with the pauses in which it was `recorded`.
   */
  timing: ReplayTiming
  /** What is a secret beside the rules that always hold, and what is none. `false` writes secrets to the file. */
  redact: Redact
  /** Header fields that every request of a session carries. Default none. */
  sessionHeaders: Record<string, string>
  /**
   * Which requests of pages go through the cassette, as those of the worker do: none, all, or those whose URL
   * one of these globs and RegExps matches, by the rules of `page.route`. In Chromium. Default `false`.
   */
  capturePages: CapturePages
  /**
   * Which tests have a page that shows their cassette attached to the report: `only-on-failure` (the default),
   * `on` or `off`.
   */
  attachCassette: AttachCassette
}

/** What a test's traffic depends on: the plugin's options, and those of Playwright's that it looks at. */
export interface TestOptions extends ReplaywrightOptions {
  readonly baseURL: string | undefined
}

/** The options that hold for a whole worker. */
export interface ReplaywrightWorkerOptions {
  /** What intercepts the worker's HTTP traffic: `msw`, the default, or `nock`, which needs `npm i -D nock`. */
  engine: EngineName
  /**
   * Where the sign-in of `workerSession` lies. Default `fixtures/{projectName}/worker-session.har`; as in
   * `cassettePath` there is also `{testDir}`.
   */
  workerCassettePath: string
}

/**
 * Checks every option that a type alone does not hold to its values: a configuration may be JavaScript.
 *
 * @throws TypeError that names the option, its wrong key where there is one, and what is allowed.
 */
export function checkOptions(options: ReplaywrightOptions): void {
  checkMatchOptions(options.matchOn)
  if (options.staleAfter !== undefined) checkStaleAfter(options.staleAfter)
  checkUnusedInteractions(options.unusedInteractions)
  checkIgnoreRequests(options.ignoreRequests)
  checkHooks(options.hooks)
  checkTiming(options.timing)
  checkRedact(options.redact)
  checkCapturePages(options.capturePages)
  checkAttachCassette(options.attachCassette)
}
