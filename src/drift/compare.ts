import type { Interaction } from '../interaction/interaction.ts'
import type { MatchOptions } from '../matching/match-options.ts'
import { fieldChange, NONE, type Change, type FieldChange } from './change.ts'
import { pair, type Pair } from './pair.ts'

/** What two interactions of one place differ in, beside their outcome. */
export type Aspect = (
  recorded: Interaction,
  live: Interaction,
  options: MatchOptions,
) => FieldChange[]

export interface CompareOptions {
  /** What the user told not to count on matching, which does not count here either. */
  readonly matchOn?: MatchOptions
  /** The test failed on its way: what it did not come to ask for is not missing. */
  readonly partial?: boolean
}

/**
 * The differences between what was recorded and what the live service did just now.
 *
 * @param aspect what counts as one: `values` for `changed`, `shape` for `check`.
 */
export function compare(
  recorded: readonly Interaction[],
  live: readonly Interaction[],
  aspect: Aspect,
  { matchOn = {}, partial = false }: CompareOptions = {},
): Change[] {
  const subject = subjects([...recorded, ...live])
  const pairs = pair(recorded, live, matchOn).filter(({ live }) => live || !partial)
  return pairs.flatMap((both) =>
    pairChanges(both, aspect, matchOn).map((change) => ({
      subject: subject((both.recorded ?? both.live)!),
      ...change,
    })),
  )
}

function pairChanges(
  { recorded, live }: Pair,
  aspect: Aspect,
  options: MatchOptions,
): FieldChange[] {
  if (!recorded || !live) {
    const made = (there: unknown): string => (there ? 'made' : NONE)
    return fieldChange('interaction', made(recorded), made(live))
  }
  const status = fieldChange('status', outcome(recorded), outcome(live))
  // A page that says what went wrong differs in everything: the status says it all.
  return statusClass(recorded) === statusClass(live)
    ? [...status, ...aspect(recorded, live, options)]
    : status
}

/** The status, or the code of a connection that failed. */
function outcome({ response, failure }: Interaction): string {
  return [response?.status, failure?.code].filter((part) => part !== undefined).join(' ')
}

function statusClass(interaction: Interaction): string {
  return interaction.failure ? outcome(interaction) : outcome(interaction).slice(0, 1)
}

/** How interactions are named: by path, where all are of one origin. */
function subjects(all: readonly Interaction[]): (interaction: Interaction) => string {
  const origins = new Set(all.map(({ request }) => new URL(request.url).origin))
  return (interaction) => {
    const { method, url } = interaction.request
    const { origin, pathname, search } = new URL(url)
    return `${method} ${origins.size > 1 ? origin : ''}${pathname}${search} ${outcome(interaction)}`
  }
}
