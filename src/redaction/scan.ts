import type { FoundSecret } from '../errors/secret-found-error.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { placeholdersIn } from './placeholder.ts'
import { printableRuns, textsOf } from './texts.ts'

/**
 * Looks for the shapes of known secrets (tokens of GitHub, Slack, Stripe, private keys and so on) in what is
 * to be written. The scanner is loaded only here, since a replay writes nothing.
 *
 * @param cassette the path, as a person types it.
 * @param kept values that are no secrets.
 */
export async function scan(
  interactions: readonly Interaction[],
  cassette: string,
  kept: readonly string[] = [],
): Promise<FoundSecret[]> {
  const lint = await loadScanner()
  const found: FoundSecret[] = []
  for (const { text, pieces } of blocksOf(interactions)) {
    for (const { start, end, kind } of await lint(text)) {
      const secret = text.slice(start, end)
      // `https://ada:placeholder-userinfo-1@a.test` has the shape of a secret and is none.
      if (placeholdersIn(secret).size > 0 || kept.includes(secret)) continue
      const { at, entry, place, linesBefore } = pieces.findLast((piece) => piece.at <= start)!
      const line = linesBefore + text.slice(at, start).split('\n').length
      const where = place.endsWith('body') ? `${place}, line ${line}` : place
      found.push({ cassette, entry, place: where, kind })
    }
  }
  return found
}

/** Texts joined to be scanned at once: a scan costs as much to begin as to go through many short texts. */
interface Block {
  readonly text: string
  readonly pieces: readonly {
    readonly at: number
    readonly entry: number
    readonly place: string
    readonly linesBefore: number
  }[]
}

const BLOCK_LENGTH = 1_000_000

/** All shapes are of printable ASCII, and no shorter. A file that is no text is looked through for such runs. */
const SHORTEST = 12

function* blocksOf(interactions: readonly Interaction[]): Generator<Block> {
  let text = ''
  let pieces: Block['pieces'][number][] = []
  for (const [index, interaction] of interactions.entries()) {
    for (const { text: piece, ...where } of textsOf(interaction, (body) =>
      printableRuns(body, SHORTEST),
    )) {
      pieces.push({ at: text.length, entry: index + 1, ...where })
      text += `${piece}\n`
      if (text.length < BLOCK_LENGTH) continue
      yield { text, pieces }
      text = ''
      pieces = []
    }
  }
  yield { text, pieces }
}

interface Finding {
  readonly start: number
  readonly end: number
  readonly kind: string
}

async function loadScanner(): Promise<(text: string) => Promise<Finding[]>> {
  const [{ lintSource }, { creator }] = await Promise.all([
    import('@secretlint/core'),
    import('@secretlint/secretlint-rule-preset-recommend'),
  ])
  const preset = {
    id: '@secretlint/secretlint-rule-preset-recommend',
    rule: creator,
    // A response cannot say by a comment that it is not to be looked at.
    rules: [{ id: '@secretlint/secretlint-rule-filter-comments', disabled: true }],
  }
  return async (content) => {
    const { messages } = await lintSource({
      source: { content, filePath: 'cassette.har', ext: '.har', contentType: 'text' },
      options: { config: { rules: [preset] }, noPhysicFilePath: true },
    })
    return messages.map(({ range: [start, end], messageId }) => ({ start, end, kind: messageId }))
  }
}
