import type { LoadedCassette } from './read-har.ts'

/**
 * When a cassette was recorded, in milliseconds since the epoch: what it says, or where another tool made it,
 * when its first request started. `undefined` for an empty one.
 */
export function recordingTime({ meta, interactions }: LoadedCassette): number | undefined {
  return meta?.recordedAt ?? interactions[0]?.startedAt
}
