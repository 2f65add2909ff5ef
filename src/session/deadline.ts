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

  /** Lets an error of Playwright's name the time that the caller gave, and not what was left for one hop. */
  nameIn(error: Error): void {
    const named = (text: string): string =>
      text.replace(/Timeout \d+ms exceeded/, `Timeout ${this.#timeout}ms exceeded`)
    const stack = named(error.stack ?? '')
    error.message = named(error.message)
    error.stack = stack
  }
}
