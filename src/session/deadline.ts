import { elapsed } from '../interaction/clock.ts'

/** The time a request has for all its hops together. */
export class Deadline {
  readonly #timeout: number
  readonly #start = elapsed()

  /** @param timeout milliseconds; 0 for none. */
  constructor(timeout: number) {
    this.#timeout = timeout
  }

  /** Milliseconds left, never 0, which Playwright takes for "no timeout"; 0 where there is none. */
  left(): number {
    if (this.#timeout === 0) return 0
    return Math.max(1, this.#timeout - Math.floor(elapsed() - this.#start))
  }
}
