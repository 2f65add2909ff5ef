import type { Interaction, RecordedRequest } from '../interaction/interaction.ts'
import { bodyKey } from './body.ts'
import { closest, type Closest } from './closest.ts'
import { cookieKey } from './cookies.ts'
import { urlKey } from './url.ts'

/** Why nothing answers a request. */
export interface Miss {
  /** The same request was recorded, and each recording has answered already: how many there are. */
  readonly usedUp?: number
  /** The unused recording that is most like the request. */
  readonly closest?: Closest
}

/**
 * Finds the interaction that answers a request.
 *
 * Interactions of the same method, URL and content form a bucket, found through a `Map`, so that a lookup
 * costs the same at ten interactions and at 50,000. In a bucket each answers once, in recorded order, and
 * only a request that carries the cookies it was recorded with.
 */
export class Matcher {
  readonly #interactions: readonly Interaction[]
  readonly #buckets = new Map<string, Bucket>()
  readonly #used = new Set<Interaction>()

  constructor(interactions: readonly Interaction[]) {
    this.#interactions = interactions
    for (const interaction of interactions) this.#bucket(interaction.request).add(interaction)
  }

  /** Takes the interaction that answers `request`; the next request gets another. `undefined`: a miss. */
  take(request: RecordedRequest): Interaction | undefined {
    const interaction = this.#buckets.get(bucketKey(request))?.take(request)
    if (interaction) this.#used.add(interaction)
    return interaction
  }

  /** Why `take` found nothing for `request`. */
  explain(request: RecordedRequest): Miss {
    const recorded = this.#buckets.get(bucketKey(request))?.recorded(request) ?? 0
    if (recorded > 0) return { usedUp: recorded }
    const near = closest(request, this.#interactions, this.#used)
    return near ? { closest: near } : {}
  }

  /** The interactions that no request has taken yet. */
  unused(): Interaction[] {
    return this.#interactions.filter((interaction) => !this.#used.has(interaction))
  }

  #bucket(request: RecordedRequest): Bucket {
    const key = bucketKey(request)
    const bucket = this.#buckets.get(key) ?? new Bucket()
    this.#buckets.set(key, bucket)
    return bucket
  }
}

function bucketKey(request: RecordedRequest): string {
  return `${request.method} ${urlKey(request.url)} ${bodyKey(request)}`
}

/** The interactions of one method, URL and content, by the cookies of their requests. */
class Bucket {
  readonly #queues = new Map<string, { readonly interactions: Interaction[]; next: number }>()

  add(interaction: Interaction): void {
    const key = cookieKey(interaction.request)
    const queue = this.#queues.get(key) ?? { interactions: [], next: 0 }
    queue.interactions.push(interaction)
    this.#queues.set(key, queue)
  }

  take(request: RecordedRequest): Interaction | undefined {
    const queue = this.#queues.get(cookieKey(request))
    return queue?.interactions[queue.next++]
  }

  /** How many recordings there are of just this request, used or not. */
  recorded(request: RecordedRequest): number {
    return this.#queues.get(cookieKey(request))?.interactions.length ?? 0
  }
}
