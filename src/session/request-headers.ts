import type { HeaderField } from '../interaction/header-fields.ts'

/** Anything that header fields are given as. */
export type HeadersSource = Iterable<readonly [string, string]> | Readonly<Record<string, string>>

/**
 * The header fields of one request. Names are compared without regard to case and kept as they were given;
 * what is set later wins.
 */
export class RequestHeaders {
  readonly #fields = new Map<string, HeaderField>()

  constructor(...sources: (HeadersSource | undefined)[]) {
    for (const source of sources) {
      if (!source) continue
      for (const [name, value] of isIterable(source) ? source : Object.entries(source)) {
        this.set(name, value)
      }
    }
  }

  get(name: string): string | undefined {
    return this.#fields.get(name.toLowerCase())?.value
  }

  set(name: string, value: string): void {
    this.#fields.set(name.toLowerCase(), { name, value })
  }

  delete(...names: readonly string[]): void {
    for (const name of names) this.#fields.delete(name.toLowerCase())
  }

  *[Symbol.iterator](): Generator<[name: string, value: string]> {
    for (const { name, value } of this.#fields.values()) yield [name, value]
  }

  /** As Playwright takes them. Requests have no repeated fields there, so nothing is lost. */
  toObject(): Record<string, string> {
    const object: Record<string, string> = {}
    for (const [name, value] of this) object[name] = value
    return object
  }
}

function isIterable(source: HeadersSource): source is Iterable<readonly [string, string]> {
  return Symbol.iterator in source
}
