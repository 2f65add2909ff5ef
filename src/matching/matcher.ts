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
      const request = canonical(interaction.request)
      const key = this.#key(request)
      const queue = this.#queues.get(key) ?? new Queue(options)
      queue.add({ interaction, request })
      this.#queues.set(key, queue)
    }
  }

  /** Takes the interaction that answers `request`; the next request gets another. `undefined`: a miss. */
  take(request: RecordedRequest): Interaction | undefined {
    const sent = this.#canonical(request)
    const interaction = this.#queues.get(this.#key(sent))?.take(sent)
    if (interaction) this.#used.add(interaction)
    return interaction
  }

  /** Why `take` found nothing for `request`. */
  explain(request: RecordedRequest): Miss {
    const sent = this.#canonical(request)
    const recorded = this.#queues.get(this.#key(sent))?.count(sent) ?? 0
    if (recorded > 0) return { usedUp: recorded }
    const near = closest(sent, this.#interactions, {
      used: this.#used,
      options: this.#options,
      canonical: this.#canonical,
      sent: request,
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

/** An interaction, and its request as it is compared. */
interface Recording {
  readonly interaction: Interaction
  readonly request: RecordedRequest
}

/** Interactions that are equal by every rule, each of which answers once, in recorded order. */
class Queue {
  readonly #recordings: Recording[] = []
  readonly #taken = new Set<Recording>()
  readonly #options: MatchOptions
  #next = 0

  constructor(options: MatchOptions) {
    this.#options = options
  }

  add(recording: Recording): void {
    this.#recordings.push(recording)
  }

  take(request: RecordedRequest): Interaction | undefined {
    return (this.#takeUnused(request) ?? this.#repeat(request))?.interaction
  }

  /** How many recordings there are of just this request, taken or not. */
  count(request: RecordedRequest): number {
    if (!this.#options.same) return this.#recordings.length
    return this.#recordings.filter((recording) => this.#same(request, recording)).length
  }

  #takeUnused(request: RecordedRequest): Recording | undefined {
    if (!this.#options.same) return this.#recordings[this.#next++]
    const found = this.#recordings.find(
      (recording) => !this.#taken.has(recording) && this.#same(request, recording),
    )
    if (found) this.#taken.add(found)
    return found
  }

  #repeat(request: RecordedRequest): Recording | undefined {
    if (this.#options.repeats !== 'last') return undefined
    return this.#recordings.findLast((recording) => this.#same(request, recording))
  }

  /** What the user's own rule says; without one, all interactions of a bucket are the same. */
  #same(request: RecordedRequest, recording: Recording): boolean {
    const same: unknown = this.#options.same?.(request, recording.request) ?? true
    // A promise would count as true, and every recording as the same.
    if (typeof same === 'boolean') return same
    throw new TypeError(`matchOn.same: expected it to return true or false, got ${typeof same}`)
  }
}
