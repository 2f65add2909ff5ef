import type { RecordedRequest } from '../interaction/interaction.ts'
import type { Recordings } from '../interaction/recordings.ts'

/** The shelf of interactions whose path is not known before they are compared. */
const ANY_PATH = ''

/** A URL up to its query, of which the URL standard would write nothing in another way. */
const PLAIN =
  /^https?:\/\/[a-z\d.-]+(?::(?!(?:80|443)\/)\d+)?\/(?!\.|%2[eE])(?:\/(?!\.|%2[eE])|[\w\-.~%!$&'()*+,=:@])*$/

/**
 * Interactions by method and path, found without a look at the rest of them. Each is taken down once, with all that
 * could answer the same request.
 */
export class Shelves {
  readonly #shelves = new Map<string, number[]>()

  /** @param mayChangePath whether a recorded URL may be compared as one of another path. */
  constructor(recordings: Recordings, mayChangePath: (url: string) => boolean) {
    for (let index = 0; index < recordings.length; index++) {
      const target = recordings.target(index)
      const url = withoutQuery(target.url)
      const isPlain = PLAIN.test(url) && !mayChangePath(url)
      const shelf = isPlain ? `${target.method} ${url}` : ANY_PATH
      const others = this.#shelves.get(shelf)
      if (others) others.push(index)
      else this.#shelves.set(shelf, [index])
    }
  }

  /** The places of those that may answer `request` and were not taken down before, in recorded order. */
  takeDown(request: RecordedRequest): readonly number[] {
    const taken = [...this.#clear(ANY_PATH), ...this.#clear(resourceOf(request))]
    return taken.toSorted((a, b) => a - b)
  }

  #clear(shelf: string): readonly number[] {
    const indexes = this.#shelves.get(shelf)
    if (!indexes) return []
    this.#shelves.delete(shelf)
    return indexes
  }
}

/** A request's method and URL without its query, normalized. */
export function resourceOf({ method, url }: RecordedRequest): string {
  return `${method} ${withoutQuery(new URL(url).href)}`
}

function withoutQuery(url: string): string {
  const end = url.search(/[?#]/)
  return end < 0 ? url : url.slice(0, end)
}
