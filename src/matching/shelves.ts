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
  /** By method and URL. Most shelves hold one, which takes less memory than a list of one. */
  readonly #shelves = new Map<string, Map<string, number | number[]>>()

  /** @param mayChangePath whether a recorded URL may be compared as one of another path. */
  constructor(recordings: Recordings, mayChangePath: (url: string) => boolean) {
    for (let index = 0; index < recordings.length; index++) {
      const target = recordings.target(index)
      const url = withoutQuery(target.url)
      const isPlain = PLAIN.test(url) && !mayChangePath(url)
      this.#put(target.method, isPlain ? url : ANY_PATH, index)
    }
  }

  /** The places of those that may answer `request` and were not taken down before, in recorded order. */
  takeDown(request: RecordedRequest): readonly number[] {
    const shelves = this.#shelves.get(request.method)
    if (!shelves || shelves.size === 0) return []
    return [ANY_PATH, resourceOf(request)]
      .flatMap((url) => {
        const indexes = shelves.get(url) ?? []
        shelves.delete(url)
        return indexes
      })
      .toSorted((a, b) => a - b)
  }

  #put(method: string, url: string, index: number): void {
    let shelves = this.#shelves.get(method)
    if (!shelves) this.#shelves.set(method, (shelves = new Map()))
    const others = shelves.get(url)
    if (others === undefined) shelves.set(url, index)
    else if (typeof others === 'number') shelves.set(url, [others, index])
    else others.push(index)
  }
}

/** A request's URL without its query, normalized. */
export function resourceOf({ url }: RecordedRequest): string {
  return withoutQuery(new URL(url).href)
}

function withoutQuery(url: string): string {
  const query = url.indexOf('?')
  const fragment = url.indexOf('#')
  const end = query < 0 || (fragment >= 0 && fragment < query) ? fragment : query
  return end < 0 ? url : url.slice(0, end)
}
