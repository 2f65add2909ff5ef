import { decodeContent } from '../interaction/content-coding.ts'
import { fieldValue, mediaType, type HeaderField } from '../interaction/header-fields.ts'
import type { RecordedRequest } from '../interaction/interaction.ts'

/**
 * A request that a test sent, recorded or replayed, to assert on.
 *
 * @example
 * const [login] = cassette.requests('POST', '/login')
 * expect(login!.form().get('user')).toBe('ada')
 */
export class SentRequest implements RecordedRequest {
  readonly method: string
  readonly url: string
  readonly httpVersion: string
  readonly headers: readonly HeaderField[]
  readonly body: Uint8Array

  constructor(request: RecordedRequest) {
    this.method = request.method
    this.url = request.url
    this.httpVersion = request.httpVersion
    this.headers = request.headers
    this.body = request.body
  }

  /** The value of a header field, in whatever case; several of one name joined by `, `. */
  header(name: string): string | undefined {
    return fieldValue(this.headers, name)
  }

  /** The content as UTF-8 text, its content codings undone; empty where there is none. */
  text(): string {
    return new TextDecoder().decode(decodeContent(this.body, this.header('content-encoding')).body)
  }

  /** @throws TypeError where the content is no JSON. */
  json(): unknown {
    try {
      return JSON.parse(this.text())
    } catch (cause) {
      throw new TypeError(`${this.method} ${this.url} carried no JSON: ${this.#start()}`, { cause })
    }
  }

  /** @throws TypeError where the content is no `application/x-www-form-urlencoded` form. */
  form(): URLSearchParams {
    const type = mediaType(this.header('content-type'))
    if (type === 'application/x-www-form-urlencoded') return new URLSearchParams(this.text())
    const what = type === '' ? 'no content type' : `content of type ${type}`
    throw new TypeError(`${this.method} ${this.url} carried no form but ${what}: ${this.#start()}`)
  }

  #start(): string {
    const text = this.text()
    return text.length > 60 ? `${text.slice(0, 60)}…` : text || 'nothing'
  }
}
