import {
  test as base,
  type Fixtures,
  type PlaywrightTestArgs,
  type PlaywrightTestOptions,
  type PlaywrightWorkerArgs,
  type PlaywrightWorkerOptions,
  type TestInfo,
  type TestType,
} from '@playwright/test'
import type { Cassette } from './cassette-fixture.ts'
import type { CassetteRun } from './cassette-run.ts'
import type * as InWorker from './in-worker.ts'
import type { Interception } from './interception.ts'
import { OPTION_FIXTURES } from './option-fixtures.ts'
import type { ReplaywrightOptions, ReplaywrightWorkerOptions, TestOptions } from './options.ts'
import type { CapturePlan, PageCapture } from './pages/page-capture.ts'
import { resolveRecordMode } from './record-mode.ts'
import { RequestHeaders } from './session/request-headers.ts'
import { Session } from './session/session.ts'
import type { SessionOptions } from './session/session-options.ts'
import { optionsFromUse } from './options-from-use.ts'
import { WORKER_SESSION_FIXTURES, type ReplaywrightWorkerFixtures } from './worker-session.ts'

/** What a test gets. */
export interface ReplaywrightFixtures {
  /** An isolated HTTP session whose traffic is recorded once and replayed. */
  session: Session
  /** Another session, for a test with several users. It ends with the test. */
  newSession: (options?: SessionOptions) => Promise<Session>
  /** This test's cassette. */
  cassette: Cassette
}

interface InternalFixtures {
  _options: TestOptions
}

interface InternalWorkerFixtures {
  _interception: Interception
  _pageCapture: PageCapture
}

type AllFixtures = Fixtures<
  ReplaywrightOptions & ReplaywrightFixtures & InternalFixtures,
  ReplaywrightWorkerOptions & ReplaywrightWorkerFixtures & InternalWorkerFixtures,
  PlaywrightTestArgs & PlaywrightTestOptions,
  PlaywrightWorkerArgs & PlaywrightWorkerOptions
>

const loadWorker = (): Promise<typeof InWorker> => import('./in-worker.ts')

const fixtures: AllFixtures = {
  ...OPTION_FIXTURES,
  ...WORKER_SESSION_FIXTURES,
  engine: ['msw', { option: true, scope: 'worker' }],

  // One object of all options. By name: Playwright reads from this pattern which fixtures are wanted.
  _options: [
    async (
      {
        recordMode,
        cassettePath,
        matchOn,
        staleAfter,
        unusedInteractions,
        ignoreRequests,
        hooks,
        timing,
        redact,
        sessionHeaders,
        baseURL,
        capturePages,
        attachCassette,
      },
      use,
    ) =>
      use({
        recordMode,
        cassettePath,
        matchOn,
        staleAfter,
        unusedInteractions,
        ignoreRequests,
        hooks,
        timing,
        redact,
        sessionHeaders,
        baseURL,
        capturePages,
        attachCassette,
      }),
    { box: 'self' },
  ],

  // Automatic, so that it is there before `beforeAll`, whose requests may not go live where nothing may.
  _interception: [
    async ({ engine: name }, use, workerInfo) => {
      const worker: typeof InWorker = await loadWorker()
      const {
        recordMode,
        ignoreRequests = [],
        baseURL,
      } = workerInfo.project.use as Partial<TestOptions>
      const mode = resolveRecordMode(recordMode, workerInfo.config.updateSnapshots, process.env)
      worker.checkIgnoreRequests(ignoreRequests)
      const outside = mode === 'none' ? worker.refuseOutside : worker.passThrough
      const interception = await worker.Interception.start(name, {
        outside: worker.ignoring(ignoreRequests, baseURL, outside),
        options: workerInfo.project.use,
        updateSnapshots: workerInfo.config.updateSnapshots,
      })
      await use(interception)
      interception.stop()
    },
    { scope: 'worker', auto: true, box: 'self' },
  ],

  // By the project's options until a test begins.
  _pageCapture: [
    async ({ _interception }, use, { project }) => {
      const { PageCapture } = await loadWorker()
      const { capturePages = false } = project.use as Partial<ReplaywrightOptions>
      await use(new PageCapture(_interception.switchboard, { capturePages, replays: false }))
    },
    { scope: 'worker', box: 'self' },
  ],

  browser: [
    async ({ browser, _pageCapture }, use) => {
      _pageCapture.watch(browser)
      await use(browser)
    },
    { scope: 'worker', timeout: 0 },
  ],

  cassette: [
    async ({ _interception, _pageCapture, _options }, use, testInfo) => {
      const { CassetteRun, closedNote, testOwner } = await loadWorker()
      const run = new CassetteRun(testOwner(testInfo, _options), _options)
      await _interception.testBegins(run.kind !== 'replay')
      _pageCapture.begin(capturePlan(run, _options, testInfo, closedNote))
      try {
        await run.through(_interception.switchboard, () => use(run))
      } finally {
        _pageCapture.end()
      }
    },
    { auto: true, box: 'self' },
  ],

  session: async ({ newSession }, use) => use(await newSession()),

  newSession: async (
    {
      cassette,
      redact,
      sessionHeaders,
      baseURL,
      clientCertificates,
      extraHTTPHeaders,
      httpCredentials,
      ignoreHTTPSErrors,
      proxy,
      storageState,
      userAgent,
    },
    use,
  ) => {
    const fromUse = optionsFromUse({
      baseURL,
      clientCertificates,
      extraHTTPHeaders,
      httpCredentials,
      ignoreHTTPSErrors,
      proxy,
      storageState,
      userAgent,
    })
    const { Redaction } = await loadWorker()
    const redaction = new Redaction(redact, process.env)
    const sessions: Session[] = []
    await use(async ({ headers, ...options } = {}) => {
      const session = await Session.create(
        { ...fromUse, ...options, headers: new RequestHeaders(sessionHeaders, headers) },
        {
          failure: (error) => cassette.misses.find((miss) => error.message.includes(miss.message)),
          mask: (text) => redaction.mask(text),
        },
      )
      sessions.push(session)
      return session
    })
    await Promise.all(sessions.map((session) => session.dispose()))
  },
}

function capturePlan(
  { kind }: CassetteRun,
  { capturePages }: ReplaywrightOptions,
  { annotations }: TestInfo,
  closedNote: (url: string) => string,
): CapturePlan {
  return {
    capturePages: kind !== 'live' && capturePages,
    replays: kind === 'replay',
    onWebSocket: (url) => annotations.push({ type: 'websocket', description: closedNote(url) }),
  }
}

/**
 * Playwright's `test` with a recorded HTTP session.
 *
 * @example
 * import { test, expect } from 'replaywright'
 *
 * test('a signed-in user sees her orders', async ({ session }) => {
 *   await session.post('/login', { form: { user: 'ada', password: process.env.PASSWORD! } })
 *   expect(await session.get('/orders')).toHaveStatus(200)
 * })
 */
export const test: TestType<
  PlaywrightTestArgs & PlaywrightTestOptions & ReplaywrightOptions & ReplaywrightFixtures,
  PlaywrightWorkerArgs &
    PlaywrightWorkerOptions &
    ReplaywrightWorkerOptions &
    ReplaywrightWorkerFixtures
> = base.extend<
  ReplaywrightOptions & ReplaywrightFixtures & InternalFixtures,
  ReplaywrightWorkerOptions & ReplaywrightWorkerFixtures & InternalWorkerFixtures
>(fixtures)
