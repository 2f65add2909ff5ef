import type { CassetteNote } from '../cassette-note.ts'

/** A cassette with the lines that say what is different. */
export interface Difference {
  readonly cassette: string
  readonly lines: readonly string[]
}

/** A run in numbers, as `outputFile` holds it. Lists are of cassettes, each once, sorted. */
export interface Tally {
  readonly replayed: readonly string[]
  readonly recorded: readonly string[]
  readonly changed: readonly Difference[]
  /** Run live, and as recorded: by `-u` and in the mode `check`. */
  readonly unchanged: readonly string[]
  readonly drifted: readonly Difference[]
  /** With the number of requests that nothing answered. */
  readonly missed: readonly Counted[]
  /** With the number of interactions that nobody asked for. */
  readonly unused: readonly Counted[]
  /** Older than `staleAfter`. */
  readonly stale: readonly string[]
  /** Whose test is gone; `null` where the run was not whole, so that nobody can tell. */
  readonly gone: readonly string[] | null
}

export interface Counted {
  readonly cassette: string
  readonly count: number
}

/**
 * Adds up what the tests of a run left.
 *
 * @param notes of the last attempt of each test: what an earlier attempt met, the last one met again or not at all.
 */
export function tally(notes: readonly CassetteNote[], gone: readonly string[] | null): Tally {
  const byPath = notes.toSorted((a, b) => (a.cassette < b.cassette ? -1 : 1))
  const paths = (wanted: (note: CassetteNote) => boolean): string[] => [
    ...new Set(byPath.filter(wanted).map(({ cassette }) => cassette)),
  ]
  const counted = (key: 'misses' | 'unused'): Counted[] =>
    paths((note) => note[key] > 0).map((cassette) => ({
      cassette,
      // Projects that share a cassette leave the same interactions unused.
      count: Math.max(
        ...byPath.filter((note) => note.cassette === cassette).map((note) => note[key]),
      ),
    }))
  const different = (outcome: CassetteNote['outcome']): Difference[] =>
    paths((note) => note.outcome === outcome).map((cassette) => ({
      cassette,
      lines: [
        ...new Set(
          byPath
            .filter((note) => note.cassette === cassette && note.outcome === outcome)
            .flatMap(({ lines }) => lines),
        ),
      ],
    }))
  return {
    replayed: paths(({ outcome }) => outcome === 'replayed'),
    recorded: paths(({ outcome }) => outcome === 'recorded'),
    changed: different('changed'),
    unchanged: paths(({ outcome }) => outcome === 'unchanged'),
    drifted: different('drifted'),
    missed: counted('misses'),
    unused: counted('unused'),
    stale: paths(({ stale }) => stale),
    gone,
  }
}
