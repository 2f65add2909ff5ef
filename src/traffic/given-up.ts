import { setTimeout as sleep } from 'node:timers/promises'
import { GIVEN_UP, type Interaction } from '../interaction/interaction.ts'

/** How long a client is waited for, over the time after which it gave the recorded request up. */
const PATIENCE_MS = 5_000

/** Whether the client took the request back when it was recorded: by a timeout, or because it had read enough. */
export function isGivenUp({ failure }: Interaction): boolean {
  return failure?.code === GIVEN_UP
}

/** Leaves the client without an answer, so that it gives up again by its own clock, and gets its own error. */
export async function untilGivenUp({ time }: Interaction): Promise<void> {
  // Nothing is kept running for it.
  await sleep(time + PATIENCE_MS, undefined, { ref: false })
}
