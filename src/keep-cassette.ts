import { writeCassette } from './cassette/file.ts'
import type { CassetteMeta } from './cassette/har-format.ts'
import { SecretFoundError } from './errors/secret-found-error.ts'
import type { Interaction } from './interaction/interaction.ts'
import type { Redaction } from './redaction/redaction.ts'

/**
 * Writes a cassette without its secrets: the only way from live traffic to a file.
 *
 * @param name the path, as a person types it.
 * @throws SecretFoundError where the shape of a known secret is left; nothing is written then.
 */
export async function keepCassette(
  path: string,
  meta: CassetteMeta | undefined,
  interactions: readonly Interaction[],
  { redaction, name }: { redaction: Redaction; name: string },
): Promise<void> {
  const redacted = redaction.redact(interactions)
  const secrets = await redaction.scan(redacted, name)
  if (secrets.length > 0) throw new SecretFoundError(name, secrets)
  await writeCassette(path, meta, redacted)
}
