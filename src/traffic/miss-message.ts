import { ago } from '../interaction/age.ts'
import type { RecordedRequest } from '../interaction/interaction.ts'
import type { Closest } from '../matching/closest.ts'
import type { Miss } from '../matching/matcher.ts'

/** What a miss message says beside the request. */
export interface MissContext {
  /** The cassette's path as a person types it. */
  readonly cassette: string
  /** How many interactions it holds; `undefined` where there is no cassette. */
  readonly interactions: number | undefined
  /** Milliseconds since the epoch, where known. */
  readonly recordedAt: number | undefined
  readonly now: number
  /** The command that records this test again. */
  readonly command: string
}

/** The whole explanation of a miss, as design and documentation show it. */
export function missMessage(request: RecordedRequest, miss: Miss, context: MissContext): string {
  const subject = `${request.method} ${request.url}`
  const first =
    miss.usedUp === undefined
      ? `No recorded response for ${subject}`
      : `All recordings of ${subject} were already used (${miss.usedUp} of ${miss.usedUp})`
  return [
    first,
    `  cassette  ${cassetteLine(context)}`,
    '',
    ...(miss.closest ? closestLines(miss.closest) : []),
    `  To record ${context.interactions === undefined ? 'it' : 'again'}:  ${context.command}`,
  ].join('\n')
}

function cassetteLine({ cassette, interactions, recordedAt, now }: MissContext): string {
  if (interactions === undefined) return `${cassette}: no such file, and this run records nothing`
  const count = `${interactions} ${interactions === 1 ? 'interaction' : 'interactions'}`
  return `${cassette}: ${count}${recordedAt === undefined ? '' : `, recorded ${ago(now - recordedAt)}`}`
}

function closestLines(closest: Closest): string[] {
  const { number, request, differences } = closest
  const width = Math.max(...differences.map(({ field }) => field.length))
  const refused =
    differences.length === 0 ? ['    every field is equal, and matchOn.same refused it'] : []
  return [
    `  closest   #${number} ${request.method} ${request.url}`,
    ...differences.map(
      ({ field, recorded, sent }) =>
        `    ${field.padEnd(width)}   recorded ${recorded}, sent ${sent}`,
    ),
    ...refused,
    '',
  ]
}
