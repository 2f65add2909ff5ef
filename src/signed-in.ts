import type { WorkerInfo } from '@playwright/test'
import { configFolder, type CassetteOwner } from './cassette-owner.ts'
import { CassetteRun } from './cassette-run.ts'
import { cassettePath } from './cassette/name.ts'
import type { Interception } from './interception.ts'
import type { TestOptions } from './options.ts'
import { modeIsFixed, resolveRecordMode } from './record-mode.ts'
import { Session } from './session/session.ts'
import { optionsFromUse } from './options-from-use.ts'
import { passThrough } from './traffic/switchboard.ts'
import { scriptReport } from './run-with-cassette.ts'

/** Signs a worker's session in. */
export type SignIn = (session: Session) => Promise<void> | void

/** A worker's session and how it was signed in. */
export class SignedIn {
  readonly #interception: Interception
  readonly #signIn: SignIn
  readonly #options: TestOptions
  readonly #workerInfo: WorkerInfo
  #session!: Session
  /** Whether its cookies are recorded ones, which a live server does not know. */
  #replayed = false

  constructor(
    interception: Interception,
    signIn: SignIn,
    options: TestOptions,
    workerInfo: WorkerInfo,
  ) {
    this.#interception = interception
    this.#signIn = signIn
    this.#options = options
    this.#workerInfo = workerInfo
  }

  async open(): Promise<Session> {
    const run = new CassetteRun(this.#owner(), this.#options)
    this.#session = await Session.create(
      {
        ...optionsFromUse(this.#workerInfo.project.use),
        headers: this.#options.sessionHeaders,
      },
      { failure: (error) => run.misses.find((miss) => error.message.includes(miss.message)) },
    )
    this.#replayed = run.kind === 'replay'
    // A test that records needs cookies that the live server knows, also where the sign-in is recorded.
    if (this.#replayed && this.#interception.live) await this.goLive()
    else await run.through(this.#interception.switchboard, async () => this.#signIn(this.#session))
    return this.#session
  }

  /** Signs in again, live, where the sign-in was replayed. */
  async goLive(): Promise<void> {
    if (!this.#replayed) return
    const { switchboard } = this.#interception
    this.#session.reset()
    switchboard.connect(passThrough)
    try {
      await this.#signIn(this.#session)
    } finally {
      switchboard.disconnect(passThrough)
    }
    this.#replayed = false
  }

  #owner(): CassetteOwner {
    const { config, project } = this.#workerInfo
    const { recordMode } = this.#options
    const only = config.projects.length > 1 ? ` --project=${JSON.stringify(project.name)}` : ''
    const command = `npx playwright test${only}`
    return {
      name: ['workerSession', project.name].filter(Boolean).join(' › '),
      path: cassettePath(this.#options.cassettePath, {
        configDir: configFolder(this.#workerInfo),
        testFile: project.testDir,
        testDir: project.testDir,
        titlePath: ['worker session'],
        projectName: project.name,
      }),
      mode: resolveRecordMode(recordMode, config.updateSnapshots, process.env),
      command: modeIsFixed(recordMode, process.env)
        ? `REPLAYWRIGHT_MODE=all ${command}`
        : `${command} -u`,
      report: scriptReport(),
    }
  }
}
