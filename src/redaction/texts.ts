import { isUtf8 } from 'node:buffer'
import type { HeaderField } from '../interaction/header-fields.ts'
import type { Interaction } from '../interaction/interaction.ts'

/** A text that a file holds, or a part of it. */
export interface HeldText {
  /** In words: `response body`. */
  readonly place: string
  readonly text: string
  /** How many lines of the place stand before it. */
  readonly linesBefore: number
}

/** A body is given in parts of so many bytes, which overlap by more than any secret has: whole, it would be there twice. */
const PART = 256 * 1024
const OVERLAP = 16 * 1024

/** All that a file holds of an interaction, each text with the words for its place. */
export function* textsOf({ request, response, failure }: Interaction): Generator<HeldText> {
  yield whole('request URL', request.url)
  yield* fields('request', request.headers)
  yield* parts('request body', request.body)
  if (response) {
    yield* fields('response', response.headers)
    yield whole('response status text', response.statusText)
    yield* parts('response body', response.body)
  }
  yield whole('failure', failure?.message ?? '')
}

function whole(place: string, text: string): HeldText {
  return { place, text, linesBefore: 0 }
}

function fields(side: string, headers: readonly HeaderField[]): HeldText[] {
  return headers.map(({ name, value }) => whole(`${side} header ${name}`, value))
}

function* parts(place: string, body: Uint8Array): Generator<HeldText> {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.length)
  const charset = isUtf8(bytes) ? 'utf8' : 'latin1'
  let linesBefore = 0
  for (let from = 0; ; from += PART - OVERLAP) {
    yield { place, text: bytes.toString(charset, from, from + PART), linesBefore }
    if (from + PART >= bytes.length) return
    linesBefore += bytes.toString('latin1', from, from + PART - OVERLAP).split('\n').length - 1
  }
}
