import type { RecordedRequest } from '../interaction/interaction.ts'
import type { Miss } from '../matching/matcher.ts'

/** The most recordings that are named where none comes near. */
const MOST_NAMED = 20

/**
 * What a client reads in a 404: which recording comes closest and what differs, or what there is.
 *
 * @param recordings all that the server answers with.
 */
export function missText(
  { method, url }: RecordedRequest,
  { closest }: Miss,
  recordings: readonly RecordedRequest[],
): string {
  const lines = [`No recorded response for ${method} ${url}`, '']
  if (closest) {
    lines.push(`Closest: ${closest.request.method} ${closest.request.url}`)
    for (const { field, recorded, sent } of closest.differences) {
      lines.push(`  ${field}: recorded ${recorded}, sent ${sent}`)
    }
  } else {
    const named = [...new Set(recordings.map((request) => `  ${request.method} ${request.url}`))]
    lines.push('Recorded is:', ...named.slice(0, MOST_NAMED))
    if (named.length > MOST_NAMED) lines.push(`  and ${named.length - MOST_NAMED} more`)
  }
  return `${lines.join('\n')}\n`
}
