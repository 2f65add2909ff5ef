import type { HeaderField } from '../interaction/header-fields.ts'
import type { RecordedRequest } from '../interaction/interaction.ts'
import type { Recordings } from '../interaction/recordings.ts'
import { rewriteHeaders } from './header-fields.ts'
import { walkBy } from './leaf.ts'
import { isPlaceholder, placeholdersIn } from './placeholder.ts'
import type { Walk } from './place.ts'
import type { Rules } from './rules.ts'

/**
 * The secrets of a cassette that a response gave to the client before the client sent them.
 *
 * Interactions are looked through as far as a question needs: a cassette may hold very many, and a session's cookie
 * stands in one of the first.
 */
export class Given {
  readonly #recordings: Recordings
  readonly #rules: Rules
  readonly #placeholders = new Set<string>()
  readonly #own = new Set<string>()
  /** How many interactions were looked through, and of how many the response's body. */
  #seen = 0
  #opened = 0
  /** Of a cassette that was never redacted, one of another tool: what stands in its header fields. */
  #values: ReadonlySet<string> | undefined

  constructor(recordings: Recordings, rules: Rules) {
    this.#recordings = recordings
    this.#rules = rules
  }

  has(placeholder: string): boolean {
    while (!this.#isKnown(placeholder) && this.#seen < this.#recordings.length) this.#look()
    return this.#placeholders.has(placeholder)
  }

  /** Whether a value holds a secret that a response gave. */
  isIn(value: string): boolean {
    const placeholders = placeholdersIn(value)
    for (const found of placeholders) if (this.has(found)) return true
    if (isPlaceholder(value)) return false
    this.#values ??= this.#valuesOfHeaders()
    return this.#values.has(value)
  }

  #isKnown(placeholder: string): boolean {
    return this.#placeholders.has(placeholder) || this.#own.has(placeholder)
  }

  /** Looks through one interaction more. */
  #look(): void {
    const index = this.#seen++
    const { request, response } = this.#recordings.at(index)
    for (const sent of placeholdersIn(sentBy(request, this.#rules))) {
      // Bodies may be large and lie beside the file: they are read only where the header fields do not say.
      while (this.#opened < index && !this.#placeholders.has(sent)) {
        this.#add(latin1(this.#recordings.at(this.#opened++).response?.body))
      }
      if (!this.#placeholders.has(sent)) this.#own.add(sent)
    }
    this.#add(fieldsText(response?.headers ?? []))
  }

  #add(text: string): void {
    for (const found of placeholdersIn(text)) {
      if (!this.#own.has(found)) this.#placeholders.add(found)
    }
  }

  #valuesOfHeaders(): ReadonlySet<string> {
    const values = new Set<string>()
    const noting = secretsInto((value) => {
      if (value !== '' && !isPlaceholder(value)) values.add(value)
    }, this.#rules)
    /** Most responses of a service have most fields alike. */
    const seen = new Set<string>()
    for (const { response } of this.#recordings.all()) {
      const fresh = response?.headers.filter(({ name, value }) => {
        const field = `${name}: ${value}`
        return !seen.has(field) && seen.add(field)
      })
      if (fresh?.length) rewriteHeaders(fresh, noting)
    }
    return values
  }
}

/** A walk that changes nothing, and hands each secret on. */
function secretsInto(take: (value: string) => void, rules: Rules): Walk {
  return walkBy({
    judge: (place, value) => rules.judge(place, value),
    secret: (_place, value) => {
      take(value)
      return value
    },
    open: (_place, value) => value,
    sweep: (text) => text,
  })
}

/** The texts of a request, and its secrets decoded: those of Basic credentials stand in base64. */
function sentBy(request: RecordedRequest, rules: Rules): string {
  const texts = [request.url, fieldsText(request.headers), latin1(request.body)]
  rewriteHeaders(
    request.headers,
    secretsInto((value) => texts.push(value), rules),
  )
  return texts.join('\n')
}

function fieldsText(headers: readonly HeaderField[]): string {
  return headers.map(({ value }) => value).join('\n')
}

function latin1(body: Uint8Array = new Uint8Array()): string {
  return Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1')
}
