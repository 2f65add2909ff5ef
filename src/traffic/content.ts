/** Lengths beyond this are not believed before so many bytes have come. */
const MOST_AHEAD = 256 * 1024 * 1024

/** Content as it comes in. Where its length is announced it is put together at once, and never there twice. */
export class Content {
  readonly #chunks: Uint8Array[] = []
  readonly #announced: number
  #whole: Buffer | undefined
  #length = 0

  /** @param announced the value of Content-Length. */
  constructor(announced: string | undefined) {
    this.#announced = Number(announced)
  }

  add(chunk: Uint8Array): void {
    // Not before: a response to HEAD announces what does not come.
    if (this.#length === 0 && this.#announced > 0 && this.#announced <= MOST_AHEAD) {
      this.#whole = Buffer.allocUnsafeSlow(this.#announced)
    }
    if (this.#whole && this.#length + chunk.length > this.#whole.length) {
      // More than was announced.
      this.#chunks.push(this.#whole.subarray(0, this.#length))
      this.#whole = undefined
    }
    if (this.#whole) this.#whole.set(chunk, this.#length)
    else this.#chunks.push(chunk)
    this.#length += chunk.length
  }

  bytes(): Uint8Array {
    if (this.#whole) return this.#whole.subarray(0, this.#length)
    return this.#chunks.length === 1 ? this.#chunks[0]! : Buffer.concat(this.#chunks)
  }
}
