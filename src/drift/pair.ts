import type { Interaction } from '../interaction/interaction.ts'
import { bodyKey } from '../matching/body.ts'
import { cookieKey } from '../matching/cookies.ts'
import type { MatchOptions } from '../matching/match-options.ts'
import { queryPairs, urlKey } from '../matching/url.ts'

/** A recorded interaction with the live one that stands in its place. One of the two may be missing. */
export interface Pair {
  readonly recorded: Interaction | undefined
  readonly live: Interaction | undefined
}

/**
 * Pairs what was recorded with what the live service did: the same request first, then the same method and
 * URL, then the same method and a URL of the same form, since a service gives new ids (`/orders/17`). Among
 * equals their order decides.
 *
 * @returns recorded interactions in their order, then the live ones that are new.
 */
export function pair(
  recorded: readonly Interaction[],
  live: readonly Interaction[],
  options: MatchOptions = {},
): Pair[] {
  const partner = new Map<Interaction, Interaction>()
  let [left, right] = [recorded, live]
  for (const key of [requestKey, resourceKey, formKey]) {
    const queues = Map.groupBy(right, (interaction) => key(interaction, options))
    for (const interaction of left) {
      const found = queues.get(key(interaction, options))?.shift()
      if (found) partner.set(interaction, found)
    }
    const taken = new Set(partner.values())
    left = left.filter((interaction) => !partner.has(interaction))
    right = right.filter((interaction) => !taken.has(interaction))
  }
  return [
    ...recorded.map((interaction) => ({ recorded: interaction, live: partner.get(interaction) })),
    ...right.map((interaction) => ({ recorded: undefined, live: interaction })),
  ]
}

function requestKey({ request }: Interaction, options: MatchOptions): string {
  return JSON.stringify([
    request.method,
    urlKey(request.url, options.ignoreQuery),
    bodyKey(request, options.ignoreBody),
    cookieKey(request, options.ignoreCookies),
  ])
}

function resourceKey({ request }: Interaction, { ignoreQuery }: MatchOptions): string {
  return `${request.method} ${urlKey(request.url, ignoreQuery)}`
}

/** The URL with ids left out of its path, and its query by names. */
function formKey({ request }: Interaction, { ignoreQuery }: MatchOptions): string {
  const { origin, pathname } = new URL(request.url)
  const path = pathname.split('/').map((segment) => (isId(segment) ? '{id}' : segment))
  const names = queryPairs(request.url, ignoreQuery).map(([name]) => name)
  return JSON.stringify([request.method, origin, path, names.toSorted()])
}

/** A number, a UUID, or a long word with digits in it, as tokens are. */
function isId(segment: string): boolean {
  return /^\d+$/.test(segment) || (segment.length >= 16 && /^[\w-]*\d[\w-]*$/.test(segment))
}
