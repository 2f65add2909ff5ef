import type { Interaction } from './interaction.ts'

/** Recorded interactions in their order, each read when it is first wanted: a cassette may hold very many. */
export interface Recordings {
  readonly length: number
  /** What one is found by, without reading the rest of it. */
  target(index: number): { readonly method: string; readonly url: string }
  at(index: number): Interaction
  all(): readonly Interaction[]
}

/** The same of interactions that are all there. */
export function recordingsOf(given: Recordings | readonly Interaction[]): Recordings {
  if (!Array.isArray(given)) return given as Recordings
  const interactions: readonly Interaction[] = given
  return {
    length: interactions.length,
    target: (index) => interactions[index]!.request,
    at: (index) => interactions[index]!,
    all: () => interactions,
  }
}
