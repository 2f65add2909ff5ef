import type { Interaction, RecordedRequest } from '../interaction/interaction.ts'
import { fieldValue } from '../interaction/header-fields.ts'
import { bodyKey, sha256 } from './body.ts'
import { closest, type Closest } from './closest.ts'
import { AS_THEY_ARE, type Comparison } from './comparison.ts'
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
 * A request is brought into the form in which it is compared when one of its method and path is first asked for: most
 * of a large cassette is never looked at.
 *
 * @example
 * const matcher = new Matcher(cassette.interactions, { ignoreQuery: ['ts'] })
 * matcher.take(request)?.response
 */
export class Matcher {
  readonly #interactions: readonly Interaction[]
  readonly #options: MatchOptions
  readonly #comparison: Comparison
  /** By method and path, what is not in a queue yet. */
  readonly #shelves: Map<string, Interaction[]>
  /** By everything that counts, the interactions in recorded order. */
  readonly #queues = new Map<string, Queue>()
  readonly #used = new Set<Interaction>()
  /** Keys of bodies by their bytes, so that a body that was sent as recorded is hashed and not parsed. */
  readonly #bodyKeys = new Map<string, string>()

  constructor(
    interactions: readonly Interaction[],
    options: MatchOptions = {},
    comparison: Comparison = AS_THEY_ARE,
  ) {
    this.#interactions = interactions
    this.#options = options
    this.#comparison = comparison
    this.#shelves = shelve(interactions, comparison)
  }

  /** Takes the interaction that answers `request`; the next request gets another. `undefined`: a miss. */
  take(request: RecordedRequest): Interaction | undefined {
    const interaction = this.#queueOf(request)?.take(this.#whole(request))
    if (interaction) this.#used.add(interaction)
    return interaction
  }

  /** Why `take` found nothing for `request`. */
  explain(request: RecordedRequest): Miss {
    const sent = this.#whole(request)
    const recorded = this.#queueOf(request)?.count(sent) ?? 0
    if (recorded > 0) return { usedUp: recorded }
    const near = closest(sent(), this.#interactions, {
      used: this.#used,
      options: this.#options,
      comparison: this.#comparison,
      sent: request,
    })
    return near ? { closest: near } : {}
  }

  /** The interactions that no request has taken yet. */
  unused(): Interaction[] {
    return this.#interactions.filter((interaction) => !this.#used.has(interaction))
  }

  #queueOf(request: RecordedRequest): Queue | undefined {
    this.#prepare(ANY_PATH)
    this.#prepare(shelfOf(request))
    return this.#queues.get(this.#key(request))
  }

  #prepare(shelf: string): void {
    const interactions = this.#shelves.get(shelf)
    if (!interactions) return
    this.#shelves.delete(shelf)
    this.#comparison.learn(interactions.map(({ request }) => request))
    for (const interaction of interactions) {
      const { request } = interaction
      const key = this.#key(request)
      const queue = this.#queues.get(key) ?? new Queue(this.#options)
      queue.add({ interaction, request: this.#whole(request) })
      this.#queues.set(key, queue)
    }
  }

  /** Made once, when it is first wanted. */
  #whole(request: RecordedRequest): () => RecordedRequest {
    let whole: RecordedRequest | undefined
    return () => (whole ??= this.#comparison.whole(request))
  }

  #key(request: RecordedRequest): string {
    const { headers = [], ignoreQuery, ignoreCookies } = this.#options
    const head = this.#comparison.head(request)
    return JSON.stringify([
      request.method,
      urlKey(head.url, ignoreQuery),
      headersKey(head, headers),
      head.counted.toSorted(),
      headersKey(head, head.counted.toSorted()),
      this.#bodyKey(request),
      cookieKey(head, ignoreCookies),
    ])
  }

  #bodyKey(request: RecordedRequest): string {
    if (request.body.length === 0) return ''
    const type = fieldValue(request.headers, 'content-type') ?? ''
    const coding = fieldValue(request.headers, 'content-encoding') ?? ''
    // The same bytes may be something else for another resource, which has secrets of its own.
    const bytes = JSON.stringify([shelfOf(request), type, coding, sha256(request.body)])
    const known = this.#bodyKeys.get(bytes)
    if (known !== undefined) return known
    const key = bodyKey(this.#comparison.whole(request), this.#options.ignoreBody)
    this.#bodyKeys.set(bytes, key)
    return key
  }
}

/** The shelf of interactions whose path is not known before they are compared. */
const ANY_PATH = ''

/** A URL up to its query, of which the URL standard would write nothing in another way. */
const PLAIN =
  /^https?:\/\/[a-z\d.-]+(?::(?!(?:80|443)\/)\d+)?\/(?!\.|%2[eE])(?:\/(?!\.|%2[eE])|[\w\-.~%!$&'()*+,=:@])*$/

function shelve(
  interactions: readonly Interaction[],
  comparison: Comparison,
): Map<string, Interaction[]> {
  const shelves = new Map<string, Interaction[]>()
  for (const interaction of interactions) {
    const { request } = interaction
    const url = withoutQuery(request.url)
    const plain = PLAIN.test(url) && !comparison.mayChangePath(url)
    const shelf = plain ? `${request.method} ${url}` : ANY_PATH
    const others = shelves.get(shelf)
    if (others) others.push(interaction)
    else shelves.set(shelf, [interaction])
  }
  return shelves
}

function shelfOf({ method, url }: RecordedRequest): string {
  return `${method} ${withoutQuery(new URL(url).href)}`
}

function withoutQuery(url: string): string {
  const end = url.search(/[?#]/)
  return end < 0 ? url : url.slice(0, end)
}

/** An interaction, and its request as it is compared, which takes time to make. */
interface Recording {
  readonly interaction: Interaction
  readonly request: () => RecordedRequest
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

  take(request: () => RecordedRequest): Interaction | undefined {
    return (this.#takeUnused(request) ?? this.#repeat(request))?.interaction
  }

  /** How many recordings there are of just this request, taken or not. */
  count(request: () => RecordedRequest): number {
    if (!this.#options.same) return this.#recordings.length
    return this.#recordings.filter((recording) => this.#same(request, recording)).length
  }

  #takeUnused(request: () => RecordedRequest): Recording | undefined {
    if (!this.#options.same) return this.#recordings[this.#next++]
    const found = this.#recordings.find(
      (recording) => !this.#taken.has(recording) && this.#same(request, recording),
    )
    if (found) this.#taken.add(found)
    return found
  }

  #repeat(request: () => RecordedRequest): Recording | undefined {
    if (this.#options.repeats !== 'last') return undefined
    return this.#recordings.findLast((recording) => this.#same(request, recording))
  }

  /** What the user's own rule says; without one, all interactions of a bucket are the same. */
  #same(request: () => RecordedRequest, recording: Recording): boolean {
    const { same: rule } = this.#options
    const same: unknown = rule?.(request(), recording.request()) ?? true
    // A promise would count as true, and every recording as the same.
    if (typeof same === 'boolean') return same
    throw new TypeError(`matchOn.same: expected it to return true or false, got ${typeof same}`)
  }
}
