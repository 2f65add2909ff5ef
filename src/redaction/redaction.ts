import type { FoundSecret } from '../errors/secret-found-error.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { recordingsOf, type Recordings } from '../interaction/recordings.ts'
import { AS_THEY_ARE, type Comparison } from '../interaction/comparison.ts'
import { CanonicalComparison } from './canonical.ts'
import { walkBy } from './leaf.ts'
import { rewriteLooseText } from './loose-text.ts'
import type { Redact } from './options.ts'
import { rewriteInteraction } from './message.ts'
import { collecting, concealing } from './policies.ts'
import { Rules } from './rules.ts'
import { scan } from './scan.ts'
import { isSecretName } from './secret-name.ts'
import { Secrets } from './secrets.ts'
import { ANYTHING } from './template.ts'

/** A secret that is known before any traffic: its name, as a placeholder shows it, and its value. */
type KnownSecret = readonly [name: string, value: string]

type Environment = Readonly<Record<string, string | undefined>>

/**
 * Keeps secrets out of what is written, and finds the recording all the same.
 *
 * @example
 * const redaction = new Redaction({ fields: ['iban'] }, process.env)
 * writeCassette(path, meta, redaction.redact(interactions))
 */
export class Redaction {
  /** `false` where the user has switched it off: then nothing here changes anything. */
  readonly on: boolean
  readonly #rules: Rules
  readonly #known: readonly KnownSecret[]

  /**
   * @param redact the `redact` option.
   * @param env variables whose names say that they hold a secret.
   */
  constructor(redact: Redact, env: Environment) {
    this.on = redact !== false
    this.#rules = new Rules(redact === false ? {} : redact)
    this.#known = [...valuesOf(this.#rules), ...secretsOf(env)]
  }

  /** The interactions with each secret replaced by a placeholder. */
  redact(interactions: readonly Interaction[]): readonly Interaction[] {
    if (!this.on) return interactions
    const secrets = this.#secrets()
    // All is gone through twice: a value may stand in a harmless place before the one that says what it is.
    const noting = walkBy(collecting(this.#rules, secrets))
    for (const interaction of interactions) rewriteInteraction(interaction, noting)
    const replacing = walkBy(concealing(this.#rules, secrets))
    return interactions.map((interaction) => rewriteInteraction(interaction, replacing))
  }

  /** How the requests of a replay are compared with the recorded ones. */
  comparison(recordings: Recordings | readonly Interaction[]): Comparison {
    return this.on ? new CanonicalComparison(recordingsOf(recordings), this.#rules) : AS_THEY_ARE
  }

  /** Places in interactions, redacted already, that have the shape of a known secret. */
  async scan(interactions: readonly Interaction[], cassette: string): Promise<FoundSecret[]> {
    return this.on ? scan(interactions, cassette, this.#rules.options.keep?.values) : []
  }

  /** A text for people, such as an error's message, without the secrets in it. */
  mask(text: string): string {
    if (!this.on) return text
    const secrets = this.#secrets()
    const apart = text.replace(/(:\/\/[^/\s:@]*:)[^/\s@]+@/g, '$1…@')
    const [noting, replacing] = [collecting, concealing].map((policy) =>
      walkBy(policy(this.#rules, secrets)),
    )
    noting!.sweep(rewriteLooseText(apart, noting!.visit))
    const masked = replacing!.sweep(rewriteLooseText(apart, replacing!.visit))
    return masked.replaceAll(ANYTHING, 'any value')
  }

  #secrets(): Secrets {
    const secrets = new Secrets()
    for (const [name, value] of this.#known) secrets.expect(name, value)
    for (const value of this.#rules.options.keep?.values ?? []) secrets.keep(value)
    return secrets
  }
}

function valuesOf(rules: Rules): KnownSecret[] {
  return (rules.options.values ?? []).flatMap((value) =>
    typeof value === 'string' ? [['value', value] as const] : [],
  )
}

/** Variables of a desktop session or of npm, whose names only look like those of secrets. */
const HARMLESS = /^(?:XDG_|SSH_|npm_|GPG_|DESKTOP_|SESSION_MANAGER$|GDMSESSION$|TOKENIZERS_)/i

/** Names of variables, judged once: each test looks at all of them. */
const judged = new Map<string, boolean>()

function mayHoldSecret(name: string): boolean {
  let may = judged.get(name)
  if (may === undefined) judged.set(name, (may = isSecretName(name) && !HARMLESS.test(name)))
  return may
}

/** A path is no secret, and a short value stands in many places by chance. */
function secretsOf(env: Environment): KnownSecret[] {
  return Object.keys(env)
    .filter(mayHoldSecret)
    .map((name) => [name, env[name] ?? ''] as const)
    .filter(([, value]) => value.length >= 8 && !/^[./~]/.test(value))
}
