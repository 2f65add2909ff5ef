import { attachCassette, wantsCassette } from './attach-cassette.ts'
import { readCassette } from './cassette/file.ts'
import { leaveNote, type CassetteNote } from './cassette-note.ts'
import type { CassetteOwner, Report } from './cassette-owner.ts'
import type { LoadedCassette } from './cassette/read-har.ts'
import { recordingTime } from './cassette/recording-time.ts'
import { changedLines, driftLines } from './drift/drift.ts'
import { CassetteConflictError } from './errors/cassette-conflict-error.ts'
import { CassetteDriftError } from './errors/cassette-drift-error.ts'
import type { CassetteMissError } from './errors/cassette-miss-error.ts'
import { isSecretFoundError } from './errors/secret-found-error.ts'
import { now } from './interaction/clock.ts'
import type { Interaction } from './interaction/interaction.ts'
import { keepCassette } from './keep-cassette.ts'
import { checkOptions, type TestOptions } from './options.ts'
import { fromHere } from './record-command.ts'
import { Redaction } from './redaction/redaction.ts'
import { planFor, type Plan, type RecordMode } from './record-mode.ts'
import { beforeRecord } from './traffic/hooks.ts'
import type { SentRequest } from './traffic/sent-request.ts'
import type { Switchboard } from './traffic/switchboard.ts'
import { Traffic } from './traffic/traffic.ts'
import { verifyReplay } from './verify-replay.ts'
import { warn } from './warn.ts'

/** How long the end of a test waits for requests that are still in flight. */
const SETTLE_MS = 5_000

/** The run of a test, or of what else owns a cassette, with it: the `cassette` fixture. */
export class CassetteRun {
  readonly #owner: CassetteOwner
  readonly #options: TestOptions
  readonly #cassette: LoadedCassette | undefined
  readonly #plan: Plan
  readonly #recordedAt = now()
  readonly #traffic: Traffic
  readonly #redaction: Redaction
  /** For the reporter. */
  #note: Partial<CassetteNote> = {}

  constructor(owner: CassetteOwner, options: TestOptions) {
    checkOptions(options)
    this.#options = options
    this.#owner = owner
    this.#redaction = new Redaction(options.redact, process.env)
    this.#cassette = this.mode === 'off' ? undefined : this.#read()
    this.#plan = planFor(this.mode, this.#cassette !== undefined)
    this.#traffic = new Traffic({
      options,
      plan: this.#plan,
      cassette: this.#cassette,
      cassettePath: this.#displayPath,
      command: owner.command,
      redaction: this.#redaction,
    })
  }

  /** The cassette's file, absolute. It exists only once something was recorded. */
  get path(): string {
    return this.#owner.path
  }

  get mode(): RecordMode {
    return this.#owner.mode
  }

  /** What was recorded: of a replay, what the cassette holds; of a recording, what it holds so far. */
  get interactions(): readonly Interaction[] {
    return this.#traffic.interactions()
  }

  /** What the test has sent, in the order in which the requests started; see `Cassette`. */
  requests(method?: string, url?: string | RegExp): SentRequest[] {
    return this.#traffic.requests(method, url)
  }

  /** Requests of this test that nothing answered. */
  get misses(): readonly CassetteMissError[] {
    return this.#traffic.misses
  }

  /** Recorded interactions that the test has not asked for yet. */
  unused(): readonly Interaction[] {
    const unused = this.#traffic.replayer?.unused() ?? []
    return unused.flatMap((index) => this.#cassette?.recordings.at(index) ?? [])
  }

  /** Whether requests are answered from the cassette, recorded, or left alone. */
  get kind(): 'replay' | 'record' | 'live' {
    if (this.#traffic.replayer) return 'replay'
    return this.#traffic.recorder ? 'record' : 'live'
  }

  /** Answers this test's requests. */
  get handler(): Traffic['handler'] {
    return this.#traffic.handler
  }

  /**
   * Lets requests go through this cassette while `fn` runs, then keeps what was recorded and reports what is
   * wrong with it. Where `fn` rejects nothing is written.
   */
  async through<T>(switchboard: Switchboard, fn: () => Promise<T>): Promise<T> {
    switchboard.connect(this.handler)
    let failed = true
    try {
      const result = await this.#settled(switchboard, fn)
      await this.#keep()
      await this.#verify()
      await this.#failOnDrift()
      failed = !this.#passed()
      return result
    } finally {
      this.#leaveNote()
      await this.#attachCassette(failed)
    }
  }

  async #settled<T>(switchboard: Switchboard, fn: () => Promise<T>): Promise<T> {
    try {
      const result = await fn()
      await switchboard.departures.settle()
      await this.#settle()
      return result
    } finally {
      switchboard.disconnect(this.handler)
    }
  }

  /** Waits for what is still in flight, and says what did not end. */
  async #settle(): Promise<void> {
    const pending = (await this.#traffic.recorder?.settle(SETTLE_MS)) ?? []
    if (pending.length === 0) return
    throw new Error(
      `${pending.length} of this test's requests had no response ${SETTLE_MS / 1000} s after its end, so nothing was recorded:\n` +
        pending.map((request) => `  ${request}`).join('\n') +
        '\n  Await them in the test, or abort them.',
    )
  }

  /** Writes what was recorded, where the test passed; attaches it to the report otherwise. */
  async #keep(): Promise<void> {
    const writes = this.#plan === 'record' || this.#plan === 'update'
    if (!writes || this.interactions.length === 0) return
    const interactions = await beforeRecord(this.interactions, this.#options.hooks)
    if (this.#passed()) {
      const before = this.#read()
      if (
        this.#plan === 'update' &&
        before &&
        !(await this.#changed(before.interactions, interactions))
      ) {
        this.#note = { outcome: 'unchanged' }
        return
      }
      await this.#write(this.path, interactions)
      this.#note = { outcome: 'recorded', ...this.#note }
    } else if (this.#report.status !== 'skipped') {
      await this.#attachRecording(interactions)
    }
  }

  /** Whether more than volatile fields differ from what was recorded before; the report says what. */
  async #changed(
    before: readonly Interaction[],
    interactions: readonly Interaction[],
  ): Promise<boolean> {
    const live = this.#redaction.redact(interactions)
    const lines = changedLines(before, live, { matchOn: this.#options.matchOn })
    if (lines.length === 0) return false
    this.#note = { outcome: 'changed', lines }
    const text = lines.join('\n')
    warn(this.#report, `${this.#displayPath} changed\n${text}`.replaceAll('\n', '\n  '))
    await this.#report.attach('replaywright-changes.txt', {
      body: `${text}\n`,
      contentType: 'text/plain',
    })
    return true
  }

  /** In the mode `check`, fails the test where the live service is not what was recorded. */
  async #failOnDrift(): Promise<void> {
    const { status } = this.#report
    if (this.#plan !== 'check' || status === 'skipped' || status === 'interrupted') return
    const recorded = this.#read()?.interactions ?? []
    const interactions = await beforeRecord(this.interactions, this.#options.hooks)
    const differences = driftLines(recorded, this.#redaction.redact(interactions), {
      matchOn: this.#options.matchOn,
      partial: !this.#passed(),
    })
    this.#note =
      differences.length === 0
        ? { outcome: 'unchanged' }
        : { outcome: 'drifted', lines: differences }
    if (differences.length === 0) return
    throw new CassetteDriftError({
      cassette: this.#displayPath,
      differences,
      command: this.#owner.command,
    })
  }

  /** @throws where the test and its cassette do not go together. */
  async #verify(): Promise<void> {
    await verifyReplay({
      options: this.#options,
      traffic: this.#traffic,
      replayed: this.#plan === 'replay' ? this.#cassette : undefined,
      passed: this.#passed(),
      report: this.#report,
      subject: { cassette: this.#displayPath, command: this.#owner.command },
      note: (found) => (this.#note = { ...this.#note, ...found }),
    })
  }

  /** A cassette that is there and is not run live is replayed, however the test went. */
  #leaveNote(): void {
    const replays = this.#plan === 'replay' && this.#cassette && this.#report.status !== 'skipped'
    leaveNote(this.#report, {
      cassette: this.#displayPath,
      ...(replays && { outcome: 'replayed' }),
      lines: [],
      misses: this.misses.length,
      unused: 0,
      stale: false,
      ...this.#note,
    })
  }

  async #write(path: string, interactions: readonly Interaction[]): Promise<void> {
    if (!this.#redaction.on) warnThatRedactionIsOff(this.#report)
    await keepCassette(
      path,
      { test: this.#owner.name, recordedAt: this.#recordedAt },
      interactions,
      {
        redaction: this.#redaction,
        name: fromHere(path),
      },
    )
  }

  #passed(): boolean {
    const { status, expectedStatus } = this.#report
    return status === expectedStatus && status !== 'skipped'
  }

  async #attachRecording(interactions: readonly Interaction[]): Promise<void> {
    const path = this.#report.outputPath('replaywright-recording.har')
    try {
      await this.#write(path, interactions)
    } catch (error) {
      if (!isSecretFoundError(error)) throw error
      // The test has failed already, and says why.
      return warn(this.#report, error.message)
    }
    await this.#report.attach('replaywright-recording.har', {
      path,
      contentType: 'application/json',
    })
  }

  async #attachCassette(failed: boolean): Promise<void> {
    if (!wantsCassette(this.#options.attachCassette, failed)) return
    if (this.#report.status === 'skipped' || this.#plan === 'live') return
    const { interactions } = this
    if (interactions.length === 0) return
    const replayed = this.#plan === 'replay'
    const redacted = replayed ? interactions : this.#redaction.redact(interactions)
    // What may not be written to a file is not for a report either.
    if (!replayed && (await this.#redaction.scan(redacted, this.#displayPath)).length > 0) return
    const recordedAt = (this.#cassette && recordingTime(this.#cassette)) ?? this.#recordedAt
    await attachCassette(this.#report, { name: this.#owner.name, recordedAt }, redacted)
  }

  /** The cassette on disk. Of another test it is a conflict: two titles that make one file name. */
  #read(): LoadedCassette | undefined {
    const cassette = readCassette(this.path)
    const owner = cassette?.meta?.test
    if (owner !== undefined && owner !== this.#owner.name) {
      throw new CassetteConflictError({ path: this.#displayPath, owner, test: this.#owner.name })
    }
    return cassette
  }

  get #report(): CassetteOwner['report'] {
    return this.#owner.report
  }

  get #displayPath(): string {
    return fromHere(this.path)
  }
}

let warned = false

/** Once a worker. */
function warnThatRedactionIsOff(report: Report): void {
  if (warned) return
  warned = true
  warn(
    report,
    'redact is false, so cassettes hold every password and session cookie as it is. Do not commit them.',
  )
}
