import { subscribe, unsubscribe } from 'node:diagnostics_channel'
// Not the global timers, which a test may have replaced by a fake clock.
import { setImmediate as turn, setTimeout as sleep } from 'node:timers/promises'

/** `node:http`, and undici, which is also Node's `fetch`, announce on them each request as it is made. */
const CHANNELS = ['http.client.request.created', 'undici:request:create']

/** Turns of the event loop from a call of Playwright's to the request that it makes, twice over. */
const TURNS = 10

/** How long a request takes at most from there to the first byte on its socket. */
const START_MS = 20

/** The requests that clients of this process have begun, and how many of them have arrived at the engine. */
export class Departures {
  #begun = 0
  #arrived = 0

  open(): void {
    for (const channel of CHANNELS) subscribe(channel, this.#onBegin)
  }

  close(): void {
    for (const channel of CHANNELS) unsubscribe(channel, this.#onBegin)
  }

  /** Forgets what is still under way: it arrives in the next test, or never. */
  reset(): void {
    this.#begun = 0
    this.#arrived = 0
  }

  arrive(): void {
    this.#arrived++
  }

  /** Waits for what a test's last line has begun and did not await. Costs next to nothing where there is nothing. */
  async settle(): Promise<void> {
    for (let turns = 0; turns < TURNS; turns++) await turn()
    // What others answer, a test's own mocks, never arrives.
    if (this.#arrived < this.#begun) await sleep(START_MS)
  }

  readonly #onBegin = (): void => {
    this.#begun++
  }
}
