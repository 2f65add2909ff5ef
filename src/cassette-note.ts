import type { TestInfo } from '@playwright/test'

/** The annotation by which a test's note travels to the reporter. Reports hide types that begin with `_`. */
const NOTE_TYPE = '_replaywright'

/** The most lines that a note holds: a blob report carries one of every test. */
const MOST_LINES = 50

/** What became of a test's cassette in one attempt: paths, counts and lines that are redacted already. */
export interface CassetteNote {
  /** The cassette, relative to the working directory, with `/`. */
  readonly cassette: string
  /** Absent where the test kept nothing: it failed while it recorded, say. */
  readonly outcome?: 'replayed' | 'recorded' | 'changed' | 'unchanged' | 'drifted'
  /** What changed or drifted, for example `GET /orders 200: status 200 -> 404`. At most 50 lines. */
  readonly lines: readonly string[]
  /** Requests that nothing answered. */
  readonly misses: number
  /** Recorded interactions that a test which passed did not ask for. */
  readonly unused: number
  /** Older than `staleAfter`. */
  readonly stale: boolean
}

/** Hands a note to the reporter; nothing where there is nothing to tell. */
export function leaveNote(
  { annotations }: Pick<TestInfo, 'annotations'>,
  note: CassetteNote,
): void {
  if (note.outcome === undefined && note.misses === 0) return
  const description = JSON.stringify({ ...note, lines: note.lines.slice(0, MOST_LINES) })
  annotations.push({ type: NOTE_TYPE, description })
}

/** The notes among annotations. */
export function notesOf(
  annotations: readonly { readonly type: string; readonly description?: string }[],
): CassetteNote[] {
  return annotations.flatMap(({ type, description }) =>
    type === NOTE_TYPE && description !== undefined
      ? [JSON.parse(description) as CassetteNote]
      : [],
  )
}
