/** Entries of the table of shifts. */
const TABLE = 1 << 15

/**
 * Finds many words in a text in one pass, however many they are: Wu and Manber, "A fast algorithm for
 * multi-pattern searching" (1994). A table says for each pair of letters how far the next word can be at least.
 */
export class ManySearch {
  readonly #shifts: Uint8Array
  /** Words by the pair of letters at the end of their first `#window` letters, the longest first. */
  readonly #words = new Map<number, string[]>()
  readonly #window: number

  /** @param words of two letters or more each. */
  constructor(words: readonly string[]) {
    this.#window = Math.min(255, ...words.map((word) => word.length))
    this.#shifts = new Uint8Array(TABLE).fill(this.#window - 1)
    for (const word of words.toSorted((a, b) => b.length - a.length)) {
      for (let end = 1; end < this.#window; end++) {
        const pair = pairAt(word, end)
        this.#shifts[pair] = Math.min(this.#shifts[pair]!, this.#window - 1 - end)
      }
      const last = pairAt(word, this.#window - 1)
      this.#words.set(last, [...(this.#words.get(last) ?? []), word])
    }
  }

  /** The first word that stands in `text` at `from` or behind, the longest of those that begin there. */
  find(text: string, from: number): { readonly at: number; readonly word: string } | undefined {
    for (let end = from + this.#window - 1; end < text.length;) {
      const pair = pairAt(text, end)
      const shift = this.#shifts[pair]!
      if (shift > 0) {
        end += shift
        continue
      }
      const at = end - this.#window + 1
      const word = this.#words.get(pair)?.find((candidate) => text.startsWith(candidate, at))
      if (word !== undefined) return { at, word }
      end++
    }
    return undefined
  }
}

function pairAt(text: string, end: number): number {
  return ((text.charCodeAt(end - 1) << 5) ^ text.charCodeAt(end)) & (TABLE - 1)
}
