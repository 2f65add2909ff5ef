import type { RecordedRequest } from '../interaction/interaction.ts'
import type { MatchOptions } from './match-options.ts'

/** A request in the form in which it is compared, which takes time to make. */
export type LazyRequest = () => RecordedRequest

/** A recorded interaction in a queue. */
interface Waiting {
  /** Its place in the cassette, from 0. */
  readonly index: number
  readonly request: LazyRequest
}

/** Interactions that are equal by every rule, each of which answers once, in recorded order. */
export class Queue {
  readonly #waiting: Waiting[] = []
  readonly #taken = new Set<Waiting>()
  readonly #options: MatchOptions
  #next = 0

  constructor(options: MatchOptions) {
    this.#options = options
  }

  add(one: Waiting): void {
    this.#waiting.push(one)
  }

  /** The place of the interaction that answers. */
  take(request: LazyRequest): number | undefined {
    return (this.#takeUnused(request) ?? this.#repeat(request))?.index
  }

  /** How many recordings there are of just this request, taken or not. */
  count(request: LazyRequest): number {
    if (!this.#options.same) return this.#waiting.length
    return this.#waiting.filter((one) => this.#same(request, one)).length
  }

  #takeUnused(request: LazyRequest): Waiting | undefined {
    if (!this.#options.same) return this.#waiting[this.#next++]
    const found = this.#waiting.find((one) => !this.#taken.has(one) && this.#same(request, one))
    if (found) this.#taken.add(found)
    return found
  }

  #repeat(request: LazyRequest): Waiting | undefined {
    if (this.#options.repeats !== 'last') return undefined
    return this.#waiting.findLast((one) => this.#same(request, one))
  }

  /** What the user's own rule says; without one, all interactions of a bucket are the same. */
  #same(request: LazyRequest, one: Waiting): boolean {
    if (!this.#options.same) return true
    const same: unknown = this.#options.same(request(), one.request())
    // A promise would count as true, and every recording as the same.
    if (typeof same === 'boolean') return same
    throw new TypeError(`matchOn.same: expected it to return true or false, got ${typeof same}`)
  }
}
