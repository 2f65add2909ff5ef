/** Where progress is shown: standard error, so that what is piped on is not touched. */
type Terminal = Pick<NodeJS.WriteStream, 'isTTY' | 'columns' | 'write'>

/** A line that is written over is not written more often than a person can read. */
const INTERVAL_MS = 50

/**
 * One line at the foot of a terminal that says what is being done. Nothing where there is no terminal, or
 * where a machine reads (`--json`).
 */
export class Progress implements Disposable {
  readonly #terminal: Terminal | undefined
  #shownAt = Number.NEGATIVE_INFINITY
  #shown = false

  constructor(quiet: boolean | undefined, terminal: Terminal = process.stderr) {
    this.#terminal = terminal.isTTY && !quiet ? terminal : undefined
  }

  /** Yields each of `items`, and says which of them it is: `checking 3 of 40  fixtures/a.har`. */
  *over(verb: string, items: readonly string[]): Generator<string> {
    try {
      for (const [index, item] of items.entries()) {
        const now = performance.now()
        if (now - this.#shownAt >= INTERVAL_MS) {
          this.#shownAt = now
          this.show(`${verb} ${index + 1} of ${items.length}  ${item}`)
        }
        yield item
      }
    } finally {
      this.clear()
    }
  }

  /** Writes `text` over what the line says. */
  show(text: string): void {
    // A terminal that does not know its size says 0.
    const width = (this.#terminal?.columns || 80) - 1
    // Longer than the terminal is wide, it would be a line and a rest that is not written over.
    const line = text.length > width ? `${text.slice(0, width - 1)}…` : text
    this.#terminal?.write(`\r\u001b[2K${line}`)
    this.#shown = true
  }

  /** Takes the line away, before anything else is printed. */
  clear(): void {
    if (this.#shown) this.#terminal?.write('\r\u001b[2K')
    this.#shown = false
  }

  [Symbol.dispose](): void {
    this.clear()
  }
}
