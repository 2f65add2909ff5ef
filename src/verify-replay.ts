import type { CassetteNote } from './cassette-note.ts'
import type { Report } from './cassette-owner.ts'
import type { LoadedCassette } from './cassette/read-har.ts'
import { recordingTime } from './cassette/recording-time.ts'
import { now } from './interaction/clock.ts'
import type { TestOptions } from './options.ts'
import { staleness } from './staleness.ts'
import type { Traffic } from './traffic/traffic.ts'
import { unusedMessage } from './unused-interactions.ts'
import { warn } from './warn.ts'

/** A test that has come to its end, and its cassette. */
export interface EndedRun {
  readonly options: Pick<TestOptions, 'staleAfter' | 'unusedInteractions'>
  readonly traffic: Traffic
  /** The cassette by which it was replayed. */
  readonly replayed: LoadedCassette | undefined
  readonly passed: boolean
  readonly report: Report
  /** For messages: the cassette's path as a person types it, and the command that records it again. */
  readonly subject: { readonly cassette: string; readonly command: string }
  /** Tells the reporter what was found. */
  readonly note: (found: Partial<CassetteNote>) => void
}

/**
 * Fails the test for requests that nothing answered, also where the code under test swallowed the error, and
 * reports a cassette that is stale or was not used up.
 */
export async function verifyReplay(run: EndedRun): Promise<void> {
  const { report, traffic } = run
  const stale = staleError(run)
  const unused = unusedError(run)
  if (traffic.misses.length > 0) {
    await report.attach('replaywright-misses.txt', {
      body: traffic.misses.map((miss) => miss.message).join('\n\n'),
      contentType: 'text/plain',
    })
  }
  const shown = report.errors.map((error) => error.message ?? '').join('\n')
  const swallowed = [...traffic.errors, ...traffic.misses].find(
    ({ message }) => !shown.includes(message),
  )
  const error = swallowed ?? unused ?? stale
  if (error) throw error
}

/** Warns of a cassette that is too old, or gives the error by which the test fails. */
function staleError({ options, replayed, subject, report, note }: EndedRun): Error | undefined {
  const { staleAfter } = options
  const recordedAt = replayed && recordingTime(replayed)
  if (staleAfter === undefined || recordedAt === undefined) return
  const found = staleness(staleAfter, now() - recordedAt, subject)
  if (found) note({ stale: true })
  if (found?.fail) return new Error(found.message)
  if (found) warn(report, found.message)
}

/** The same of interactions that nobody asked for. A test that failed did not come to all of them. */
function unusedError(run: EndedRun): Error | undefined {
  const { options, traffic, replayed, passed, subject, report, note } = run
  const unused = traffic.replayer?.unused() ?? []
  if (options.unusedInteractions === 'ignore' || unused.length === 0 || !replayed) return
  if (!passed || traffic.misses.length > 0) return
  note({ unused: unused.length })
  const message = unusedMessage(unused, replayed.recordings, subject)
  if (options.unusedInteractions === 'fail') return new Error(message)
  warn(report, message)
}
