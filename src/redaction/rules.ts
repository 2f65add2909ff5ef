import type { RedactField, RedactOptions } from './options.ts'
import type { Place } from './place.ts'
import { isSecretName, plainName } from './secret-name.ts'

/** What the rules say of a value: `undefined` where they say nothing, so that it may stand. */
export type Verdict = 'secret' | 'keep' | undefined

/** Names that hold a secret only below another one: `{"session": {"id": "…", "user": "ada"}}`. */
const BELOW: ReadonlySet<string> = new Set(['data', 'id', 'key', 'raw', 'text', 'value'])

/** Says of each named value of a message whether it is a secret. */
export class Rules {
  readonly options: RedactOptions
  readonly #secret: NameLists
  readonly #keep: NameLists
  readonly #keptValues: ReadonlySet<string>

  constructor(options: RedactOptions) {
    this.options = options
    this.#secret = new NameLists(this.options)
    this.#keep = new NameLists(this.options.keep ?? {})
    this.#keptValues = new Set(this.options.keep?.values)
  }

  judge(place: Place, value: string): Verdict {
    if (place.kind === 'path' || place.kind === 'text') return undefined
    if (this.#keptValues.has(value)) return 'keep'
    const decided = this.options.decide?.({ ...place, value } as RedactField)
    if (decided !== undefined) return decided ? 'secret' : 'keep'
    if (this.#keep.has(place)) return 'keep'
    if (this.#secret.has(place)) return 'secret'
    return isSecretByDefault(place, value) ? 'secret' : undefined
  }

  /** Whether the place itself says that its value is a secret: every cookie is redacted, but not each is a secret. */
  isNamedSecret(place: Place): boolean {
    return place.kind !== 'cookie' || this.#secret.has(place) || isSecretName(place.name)
  }
}

function isSecretByDefault(place: Place, value: string): boolean {
  if (place.kind === 'cookie' || place.kind === 'user info') return true
  if (place.number === true && !isSecretNumber(place.name, value)) return false
  if (isSecretName(place.name)) return true
  return BELOW.has(place.name) && place.parent !== undefined && isSecretName(place.parent)
}

/** A one-time code is one; `"tokens": 1200` and `"session": 7` are not. */
function isSecretNumber(name: string, value: string): boolean {
  return /^\d{4,}$/.test(value) && !/tokens$/i.test(name)
}

class NameLists {
  readonly #headers: ReadonlySet<string>
  readonly #cookies: ReadonlySet<string>
  readonly #fields: ReadonlySet<string>
  readonly #paths: readonly RegExp[]

  constructor({ headers = [], cookies = [], fields = [] }: RedactOptions) {
    this.#headers = new Set(headers.map(plainName))
    this.#cookies = new Set(cookies.map(plainName))
    this.#fields = new Set(fields.filter((field) => !field.startsWith('$')).map(plainName))
    this.#paths = fields.filter((field) => field.startsWith('$')).map(pathPattern)
  }

  has({ kind, name, path }: Place): boolean {
    const plain = plainName(name)
    if (kind === 'header') return this.#headers.has(plain)
    if (kind === 'cookie') return this.#cookies.has(plain)
    if (path !== undefined && this.#paths.some((pattern) => pattern.test(path))) return true
    return kind !== 'user info' && this.#fields.has(plain)
  }
}

/** `$.cards[*].number` finds `$.cards[3].number`; `$['a']` is `$.a`. */
function pathPattern(path: string): RegExp {
  const source = path
    .replace(/\[(?:'([\w-]+)'|"([\w-]+)")\]/g, (_all, a?: string, b?: string) => `.${a ?? b}`)
    .replace(/[$.*[\]()+?^{}|\\]/g, '\\$&')
    .replaceAll('\\[\\*\\]', '\\[\\d+\\]')
    .replaceAll('\\.\\*', '\\.[^.[]+')
  return new RegExp(`^${source}$`)
}
