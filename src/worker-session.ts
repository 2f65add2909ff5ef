import type { Fixtures } from '@playwright/test'
import type { Interception } from './interception.ts'
import type { Session } from './session/session.ts'
import type { SignIn } from './signed-in.ts'

/** What a worker gets. */
export interface ReplaywrightWorkerFixtures {
  /**
   * How `workerSession` signs in. Default: not at all. Override it:
   *
   * @example
   * export const test = base.extend<object, { signIn: SignIn }>({
   *   signIn: [
   *     async ({}, use) => {
   *       await use(async (session) => {
   *         await session.post('/login', { form: { user: 'ada', password: process.env.PASSWORD! } })
   *       })
   *     },
   *     { scope: 'worker' },
   *   ],
   * })
   */
  signIn: SignIn
  /**
   * A session that all tests of a worker share, signed in by `signIn`. The sign-in is recorded into
   * `workerCassettePath` and replayed from there; what a test does with the session is that test's.
   */
  workerSession: Session
}

/** The same in a form in which `test.extend` takes it. */
export const WORKER_SESSION_FIXTURES: Fixtures<
  object,
  ReplaywrightWorkerFixtures & { workerCassettePath: string; _interception: Interception }
> = {
  workerCassettePath: [
    'fixtures/{projectName}/worker-session.har',
    { option: true, scope: 'worker' },
  ],
  signIn: [async ({}, use) => use(() => {}), { scope: 'worker' }],
  workerSession: [
    async ({ _interception, signIn, workerCassettePath }, use, workerInfo) => {
      const { allOptions } = await import('./run-with-cassette.ts')
      const { SignedIn } = await import('./signed-in.ts')
      const options = { ...allOptions(_interception, {}), cassettePath: workerCassettePath }
      const worker = new SignedIn(_interception, signIn, options, workerInfo)
      const session = await worker.open()
      _interception.beforeLive = () => worker.goLive()
      await use(session)
      _interception.beforeLive = undefined
      await session.dispose()
    },
    { scope: 'worker', box: true },
  ],
}
