import { statSync } from 'node:fs'
import { readCassette } from './cassette/file.ts'
import { cassettesBelow } from './cassette/find.ts'
import type { FoundSecret } from './errors/secret-found-error.ts'
import type { Redact } from './redaction/options.ts'
import { checkRedact } from './redaction/options.ts'
import { Redaction } from './redaction/redaction.ts'
import { textsOf, type HeldText } from './redaction/texts.ts'

/** Does what `findSecrets` promises. */
export async function lookForSecrets(
  paths: readonly string[],
  redact: Exclude<Redact, false> = {},
): Promise<FoundSecret[]> {
  checkRedact(redact)
  const redaction = new Redaction(redact, process.env)
  const found: FoundSecret[] = []
  for (const path of paths.flatMap(cassettesIn)) {
    const recorded = readCassette(path)?.interactions ?? []
    for (const [index, redacted] of redaction.redact(recorded).entries()) {
      const asText = ({ place, text }: HeldText): string => JSON.stringify([place, text])
      const clean = new Set(Array.from(textsOf(redacted), asText))
      // A large body is held in parts, of which more than one may have a secret.
      const places = new Set<string>()
      for (const held of textsOf(recorded[index]!)) {
        if (!clean.has(asText(held))) places.add(held.place)
      }
      for (const place of places) {
        found.push({ cassette: path, entry: index + 1, place, kind: 'rule' })
      }
    }
    found.push(...(await redaction.scan(recorded, path)))
  }
  return found
}

function cassettesIn(path: string): string[] {
  const stat = statSync(path, { throwIfNoEntry: false })
  if (!stat) throw new Error(`${path}: no such file or folder`)
  return stat.isDirectory() ? cassettesBelow(path) : [path]
}
