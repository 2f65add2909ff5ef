import { fieldValue } from '../interaction/header-fields.ts'
import type { Interaction, RecordedRequest } from '../interaction/interaction.ts'
import { recordingsOf, type Recordings } from '../interaction/recordings.ts'
import { bodyKey, sha256 } from './body.ts'
import { closest, type Closest } from './closest.ts'
import { AS_THEY_ARE, type Comparison } from '../interaction/comparison.ts'
import { cookieKey } from './cookies.ts'
import { headersKey } from './headers.ts'
import type { MatchOptions } from './match-options.ts'
import { Queue, type LazyRequest } from './queue.ts'
import { resourceOf, Shelves } from './shelves.ts'
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
 * Interactions of the same method, URL, chosen header fields, content and cookies form a queue, found through a
 * `Map`, so that a lookup costs the same at ten interactions and at 50,000. In a queue each answers once, in recorded
 * order.
 *
 * Interactions come into queues when one of their method and path is first asked for, since it takes time to bring them
 * into the form in which they are compared, and most of a large cassette is never asked for in one test.
 *
 * @example
 * const matcher = new Matcher(cassette.interactions, { ignoreQuery: ['ts'] })
 * matcher.take(request)?.response
 */
export class Matcher {
  readonly #recordings: Recordings
  readonly #options: MatchOptions
  readonly #comparison: Comparison
  readonly #shelves: Shelves
  readonly #queues = new Map<string, Queue>()
  readonly #used = new Set<number>()
  /** Keys of bodies by their bytes, so that a body that was sent as recorded is hashed and not parsed. */
  readonly #bodyKeys = new Map<string, string>()

  constructor(
    recordings: Recordings | readonly Interaction[],
    options: MatchOptions = {},
    comparison: Comparison = AS_THEY_ARE,
  ) {
    this.#recordings = recordingsOf(recordings)
    this.#options = options
    this.#comparison = comparison
    this.#shelves = new Shelves(this.#recordings, (url) => comparison.mayChangePath(url))
  }

  /** Takes the interaction that answers `request`; the next request gets another. `undefined`: a miss. */
  take(request: RecordedRequest): Interaction | undefined {
    const index = this.#queueOf(request)?.take(this.#whole(request))
    if (index === undefined) return undefined
    this.#used.add(index)
    return this.#recordings.at(index)
  }

  /** Why `take` found nothing for `request`. */
  explain(request: RecordedRequest): Miss {
    const sent = this.#whole(request)
    const recorded = this.#queueOf(request)?.count(sent) ?? 0
    if (recorded > 0) return { usedUp: recorded }
    const near = closest(sent(), this.#recordings.all(), {
      used: this.#used,
      options: this.#options,
      comparison: this.#comparison,
      sent: request,
    })
    return near ? { closest: near } : {}
  }

  /** The places, from 0, of the interactions that no request has taken yet. */
  unused(): number[] {
    return Array.from({ length: this.#recordings.length }, (_none, index) => index).filter(
      (index) => !this.#used.has(index),
    )
  }

  #queueOf(request: RecordedRequest): Queue | undefined {
    const indexes = this.#shelves.takeDown(request)
    if (indexes.length > 0) this.#line(indexes)
    return this.#queues.get(this.#key(request))
  }

  /** Puts interactions into their queues. */
  #line(indexes: readonly number[]): void {
    const requests = indexes.map((index) => this.#recordings.at(index).request)
    this.#comparison.learn(requests)
    for (const [at, request] of requests.entries()) {
      const key = this.#key(request)
      const queue = this.#queues.get(key) ?? new Queue(this.#options)
      queue.add({ index: indexes[at]!, request: this.#whole(request) })
      this.#queues.set(key, queue)
    }
  }

  /** Made once, when it is first wanted. */
  #whole(request: RecordedRequest): LazyRequest {
    let whole: RecordedRequest | undefined
    return () => (whole ??= this.#comparison.whole(request))
  }

  #key(request: RecordedRequest): string {
    const { headers, ignoreQuery, ignoreCookies } = this.#options
    const head = this.#comparison.head(request)
    const counted = head.counted.toSorted()
    return JSON.stringify([
      request.method,
      urlKey(head.url, ignoreQuery),
      headersKey(head, headers),
      counted,
      headersKey(head, counted),
      this.#bodyKey(request),
      cookieKey(head, ignoreCookies),
    ])
  }

  #bodyKey(request: RecordedRequest): string {
    if (request.body.length === 0) return ''
    const type = fieldValue(request.headers, 'content-type')
    const coding = fieldValue(request.headers, 'content-encoding')
    // Another resource has other texts in which a secret counts for anything.
    const bytes = JSON.stringify([
      request.method,
      resourceOf(request),
      type,
      coding,
      sha256(request.body),
    ])
    const known = this.#bodyKeys.get(bytes)
    if (known !== undefined) return known
    const key = bodyKey(this.#comparison.whole(request), this.#options.ignoreBody)
    this.#bodyKeys.set(bytes, key)
    return key
  }
}
