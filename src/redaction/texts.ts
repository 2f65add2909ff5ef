import { isUtf8 } from 'node:buffer'
import type { HeaderField } from '../interaction/header-fields.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { overlapping } from './overlapping.ts'

/** A text that a file holds, or a part of it. */
export interface HeldText {
  /** In words: `response body`. */
  readonly place: string
  readonly text: string
  /** How many lines of the place stand before it. */
  readonly linesBefore: number
}

const NEWLINE = 0x0a

/** The part of a body that is looked at. */
type BodyText = Omit<HeldText, 'place'>

/**
 * All that a file holds of an interaction, each text with the words for its place.
 *
 * @param ofBinary gives the texts of a body that is no text itself; left out, all of it, one character a byte.
 */
export function* textsOf(
  { request, response, failure }: Interaction,
  ofBinary: (body: Buffer) => Iterable<BodyText> = (body) => parts(body, 'latin1'),
): Generator<HeldText> {
  yield whole('request URL', request.url)
  yield* fields('request', request.headers)
  yield* body('request body', request.body, ofBinary)
  if (response) {
    yield* fields('response', response.headers)
    yield whole('response status text', response.statusText)
    yield* body('response body', response.body, ofBinary)
  }
  yield whole('failure', failure?.message ?? '')
}

function whole(place: string, text: string): HeldText {
  return { place, text, linesBefore: 0 }
}

function fields(side: string, headers: readonly HeaderField[]): HeldText[] {
  return headers.map(({ name, value }) => whole(`${side} header ${name}`, value))
}

function* body(
  place: string,
  content: Uint8Array,
  ofBinary: (body: Buffer) => Iterable<BodyText>,
): Generator<HeldText> {
  const bytes = Buffer.from(content.buffer, content.byteOffset, content.length)
  const texts = isUtf8(bytes) ? parts(bytes, 'utf8') : ofBinary(bytes)
  for (const text of texts) yield { place, ...text }
}

function* parts(bytes: Buffer, charset: 'utf8' | 'latin1'): Generator<BodyText> {
  let linesBefore = 0
  let before = 0
  for (const { at, piece } of overlapping(bytes)) {
    linesBefore += linesIn(bytes.subarray(before, at))
    before = at
    yield { text: piece.toString(charset), linesBefore }
  }
}

function linesIn(bytes: Buffer): number {
  let lines = 0
  for (let at = bytes.indexOf(NEWLINE); at >= 0; at = bytes.indexOf(NEWLINE, at + 1)) lines++
  return lines
}

/**
 * The texts in a body that is no text: runs of letters, digits, punctuation and white space of ASCII.
 *
 * @param shortest how many characters a run has at least.
 */
export function* printableRuns(bytes: Buffer, shortest: number): Generator<BodyText> {
  let start = 0
  let lines = 0
  for (let at = 0; at <= bytes.length; at++) {
    if (isPrintable(bytes[at])) continue
    if (at - start >= shortest) {
      const run = bytes.subarray(start, at)
      for (const { text, linesBefore } of parts(run, 'latin1')) {
        yield { text, linesBefore: lines + linesBefore }
      }
      lines += linesIn(run)
    } else {
      for (let before = start; before < at; before++) if (bytes[before] === NEWLINE) lines++
    }
    start = at + 1
  }
}

function isPrintable(byte: number | undefined): boolean {
  if (byte === undefined) return false
  return byte >= 0x20 ? byte < 0x7f : byte === 0x09 || byte === NEWLINE || byte === 0x0d
}
