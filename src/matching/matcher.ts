import type { Interaction, RecordedRequest } from '../interaction/interaction.ts'
import { fieldValue } from '../interaction/header-fields.ts'
import { bodyKey, sha256 } from './body.ts'
import { closest, type Closest } from './closest.ts'
import { cookieKey } from './cookies.ts'
import { headersKey } from './headers.ts'
import type { MatchOptions } from './match-options.ts'
import { urlKey } from './url.ts'

/** Why nothing answers a request. */
export interface Miss {
  /** The same request was recorded, and each recording has answered already: how many there are. */
  readonly usedUp?: number
  /** The recording that is most like the request. */
  readonly closest?: Closest
}

/**
 * Finds the interaction that answers a request.
 *
 * Interactions of the same method, URL, chosen header fields and content form a bucket, found through a
 * `Map`, so that a lookup costs the same at ten interactions and at 50,000. In a bucket each answers once,
 * in recorded order, and only a request that carries the cookies it was recorded with.
 *
 * @example
 * const matcher = new Matcher(cassette.interactions, { ignoreQuery: ['ts'] })
 * matcher.take(request)?.response
 */
export class Matcher {
  readonly #interactions: readonly Interaction[]
  readonly #options: MatchOptions
  readonly #canonical: (request: RecordedRequest) => RecordedRequest
  /** Per bucket and Cookie field, the interactions in recorded order. */
  readonly #queues = new Map<string, Queue>()
  readonly #used = new Set<Interaction>()
  /** Keys of bodies by their bytes, so that a body that was sent as recorded is hashed and not parsed. */
  readonly #bodyKeys = new Map<string, string>()

  /** @param canonical a request as it is compared: redaction makes equal what a secret would tell apart. */
  constructor(
    interactions: readonly Interaction[],
    options: MatchOptions = {},
    canonical: (request: RecordedRequest) => RecordedRequest = (request) => request,
  ) {
    this.#interactions = interactions
    this.#options = options
    this.#canonical = canonical
    for (const interaction of interactions) {
      const key = this.#key(canonical(interaction.request))
      const queue = this.#queues.get(key) ?? new Queue(options)
      queue.add(interaction)
      this.#queues.set(key, queue)
    }
  }

  /** Takes the interaction that answers `request`; the next request gets another. `undefined`: a miss. */
  take(request: RecordedRequest): Interaction | undefined {
    const interaction = this.#queues.get(this.#key(this.#canonical(request)))?.take(request)
    if (interaction) this.#used.add(interaction)
    return interaction
  }

  /** Why `take` found nothing for `request`. */
  explain(request: RecordedRequest): Miss {
    const sent = this.#canonical(request)
    const recorded = this.#queues.get(this.#key(sent))?.count(request) ?? 0
    if (recorded > 0) return { usedUp: recorded }
    const near = closest(sent, this.#interactions, {
      used: this.#used,
      options: this.#options,
      canonical: this.#canonical,
    })
    return near ? { closest: near } : {}
  }

  /** The interactions that no request has taken yet. */
  unused(): Interaction[] {
    return this.#interactions.filter((interaction) => !this.#used.has(interaction))
  }

  #key(request: RecordedRequest): string {
    const { headers, ignoreQuery, ignoreCookies } = this.#options
    return JSON.stringify([
      request.method,
      urlKey(request.url, ignoreQuery),
      headersKey(request, headers),
      this.#bodyKey(request),
      cookieKey(request, ignoreCookies),
    ])
  }

  #bodyKey(request: RecordedRequest): string {
    if (request.body.length === 0) return ''
    const type = fieldValue(request.headers, 'content-type') ?? ''
    const coding = fieldValue(request.headers, 'content-encoding') ?? ''
    const bytes = JSON.stringify([type, coding, sha256(request.body)])
    const key = this.#bodyKeys.get(bytes) ?? bodyKey(request, this.#options.ignoreBody)
    this.#bodyKeys.set(bytes, key)
    return key
  }
}

/** Interactions that are equal by every rule, each of which answers once, in recorded order. */
class Queue {
  readonly #interactions: Interaction[] = []
  readonly #taken = new Set<Interaction>()
  readonly #options: MatchOptions
  #next = 0

  constructor(options: MatchOptions) {
    this.#options = options
  }

  add(interaction: Interaction): void {
    this.#interactions.push(interaction)
  }

  take(request: RecordedRequest): Interaction | undefined {
    return this.#takeUnused(request) ?? this.#repeat(request)
  }

  /** How many recordings there are of just this request, taken or not. */
  count(request: RecordedRequest): number {
    if (!this.#options.same) return this.#interactions.length
    return this.#interactions.filter((interaction) => this.#same(request, interaction)).length
  }

  #takeUnused(request: RecordedRequest): Interaction | undefined {
    if (!this.#options.same) return this.#interactions[this.#next++]
    const found = this.#interactions.find(
      (interaction) => !this.#taken.has(interaction) && this.#same(request, interaction),
    )
    if (found) this.#taken.add(found)
    return found
  }

  #repeat(request: RecordedRequest): Interaction | undefined {
    if (this.#options.repeats !== 'last') return undefined
    return this.#interactions.findLast((interaction) => this.#same(request, interaction))
  }

  /** What the user's own rule says; without one, all interactions of a bucket are the same. */
  #same(request: RecordedRequest, interaction: Interaction): boolean {
    return this.#options.same?.(request, interaction.request) ?? true
  }
}
