import type { LoadedCassette } from './read-har.ts'

/**
 * When a cassette was recorded, in milliseconds since the epoch: what it says, or where another tool made it,
 * when its first request started. `undefined` for an empty one.
 */
export function recordingTime({ meta, recordings }: LoadedCassette): number | undefined {
  if (meta) return meta.recordedAt
  return recordings.length === 0 ? undefined : recordings.at(0).startedAt
}
