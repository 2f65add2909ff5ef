import type { HeaderField } from '../interaction/header-fields.ts'
import type { Interaction, RecordedRequest } from '../interaction/interaction.ts'
import { rewriteHeaders } from './header-fields.ts'
import { walkBy } from './leaf.ts'
import { isPlaceholder, placeholdersIn } from './placeholder.ts'
import type { Rules } from './rules.ts'

/** The secrets of a cassette that a response gave to the client before the client sent them. */
export class Given {
  readonly #placeholders = new Set<string>()
  /** Of a cassette that was never redacted, one of another tool: what stands in its header fields. */
  readonly #values = new Set<string>()

  constructor(interactions: readonly Interaction[], rules: Rules) {
    const own = new Set<string>()
    const add = (text: string): void => {
      for (const found of placeholdersIn(text)) if (!own.has(found)) this.#placeholders.add(found)
    }
    let opened = 0
    for (const [index, { request, response }] of interactions.entries()) {
      for (const sent of placeholdersIn(sentBy(request, rules))) {
        // Bodies may be large and lie beside the file: they are read only where the header fields do not say.
        for (; opened < index && !this.#placeholders.has(sent); opened++) {
          add(latin1(interactions[opened]!.response?.body))
        }
        if (!this.#placeholders.has(sent)) own.add(sent)
      }
      add(fieldsText(response?.headers ?? []))
      this.#addValues(response?.headers ?? [], rules)
    }
  }

  has(placeholder: string): boolean {
    return this.#placeholders.has(placeholder)
  }

  /** Whether a value holds a secret that a response gave. */
  isIn(value: string): boolean {
    if (this.#values.has(value)) return true
    for (const found of placeholdersIn(value)) if (this.has(found)) return true
    return false
  }

  #addValues(headers: readonly HeaderField[], rules: Rules): void {
    const noting = walkBy({
      judge: (place, value) => rules.judge(place, value),
      secret: (_place, value) => {
        if (value !== '' && !isPlaceholder(value)) this.#values.add(value)
        return value
      },
      open: (_place, value) => value,
      sweep: (text) => text,
    })
    rewriteHeaders(headers, noting)
  }
}

/** The texts of a request, and its secrets decoded: those of Basic credentials stand in base64. */
function sentBy(request: RecordedRequest, rules: Rules): string {
  const texts = [request.url, fieldsText(request.headers), latin1(request.body)]
  const noting = walkBy({
    judge: (place, value) => rules.judge(place, value),
    secret: (_place, value) => {
      texts.push(value)
      return value
    },
    open: (_place, value) => value,
    sweep: (text) => text,
  })
  rewriteHeaders(request.headers, noting)
  return texts.join('\n')
}

function fieldsText(headers: readonly HeaderField[]): string {
  return headers.map(({ value }) => value).join('\n')
}

function latin1(body: Uint8Array = new Uint8Array()): string {
  return Buffer.from(body.buffer, body.byteOffset, body.length).toString('latin1')
}
