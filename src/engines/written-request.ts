import { fieldValue, type HeaderField } from '../interaction/header-fields.ts'

const END_OF_LINE = '\r\n'
const END_OF_HEAD = '\r\n\r\n'

/** A request as `node:http` writes it to its socket: the whole head in one piece, and then the content. */
export class WrittenRequest {
  readonly method: string
  /** RFC 9112, section 3.2. */
  readonly target: string
  readonly headers: readonly HeaderField[]
  readonly #pieces: Uint8Array[] = []
  readonly #content = Promise.withResolvers<Uint8Array>()
  #complete = false
  /** How much there is to come; `undefined` where it comes in chunks. */
  #left: number | undefined

  /** @returns `undefined` where `first`, the first thing that was written, holds no whole head. */
  static from(first: Buffer): WrittenRequest | undefined {
    const end = first.indexOf(END_OF_HEAD, 0, 'latin1')
    if (end < 0) return undefined
    const request = new WrittenRequest(first.toString('latin1', 0, end))
    request.write(first.subarray(end + END_OF_HEAD.length))
    return request
  }

  private constructor(head: string) {
    const [requestLine = '', ...fields] = head.split(END_OF_LINE)
    const [method = '', target = ''] = requestLine.split(' ')
    this.method = method
    this.target = target
    this.headers = fields.map(toField)
    const isChunked = fieldValue(this.headers, 'transfer-encoding') !== undefined
    // RFC 9112, section 6.3: without either there is no content. Of GET and HEAD none is looked at: WHATWG
    // requests, by which `fetch` is recorded, have no place for it.
    const none = method === 'GET' || method === 'HEAD'
    const length = Number(fieldValue(this.headers, 'content-length') ?? 0)
    this.#left = none ? 0 : isChunked ? undefined : length
    this.#content.promise.catch(() => {})
  }

  /** Whether there is nothing more to come. */
  get complete(): boolean {
    return this.#complete
  }

  write(bytes: Uint8Array): void {
    // A copy: who wrote it may use its buffer again.
    if (bytes.length > 0 && this.#left !== 0) this.#pieces.push(Uint8Array.from(bytes))
    if (this.#left === undefined) return
    this.#left = Math.max(0, this.#left - bytes.length)
    if (this.#left === 0) this.#completeWith(joined(this.#pieces))
  }

  /** All has been written. */
  end(): void {
    if (this.#left === undefined) this.#completeWith(unchunked(joined(this.#pieces)))
  }

  /** Nothing more will be written. */
  breakOff(): void {
    if (this.#complete) return
    this.#content.reject(new Error('the client did not send all of its request'))
  }

  #completeWith(content: Uint8Array): void {
    this.#complete = true
    this.#content.resolve(content)
  }

  /** The content once all of it was written. */
  content(): Promise<Uint8Array> {
    return this.#content.promise
  }
}

function toField(line: string): HeaderField {
  const colon = line.indexOf(':')
  return { name: line.slice(0, colon), value: line.slice(colon + 1).trim() }
}

function joined(pieces: readonly Uint8Array[]): Buffer {
  return Buffer.concat(pieces)
}

/** RFC 9112, section 7.1. `node:http` writes chunks without extensions. */
function unchunked(content: Buffer): Uint8Array {
  const chunks: Buffer[] = []
  for (let at = 0; ;) {
    const line = content.indexOf(END_OF_LINE, at, 'latin1')
    const size = Number.parseInt(content.toString('latin1', at, line), 16)
    if (line < 0 || !(size > 0)) return joined(chunks)
    const start = line + END_OF_LINE.length
    chunks.push(content.subarray(start, start + size))
    at = start + size + END_OF_LINE.length
  }
}
