import { decodeContent } from '../interaction/content-coding.ts'
import {
  fieldValue,
  sameName,
  withoutFields,
  type HeaderField,
} from '../interaction/header-fields.ts'
import type {
  BodyPiece,
  Interaction,
  RecordedRequest,
  RecordedResponse,
} from '../interaction/interaction.ts'
import { rewriteBody } from './body.ts'
import { rewriteHeaders } from './header-fields.ts'
import type { Walk } from './place.ts'
import { rewriteUrl } from './url.ts'

/** An interaction with its secrets replaced, in the order of time: request, then response or failure. */
export function rewriteInteraction(interaction: Interaction, walk: Walk): Interaction {
  const { request, response, failure } = interaction
  return {
    ...interaction,
    request: rewriteRequest(request, walk),
    ...(response && { response: rewriteResponse(response, walk) }),
    ...(failure && { failure: { ...failure, message: walk.sweep(failure.message) } }),
  }
}

/** A coded body in which something is replaced is kept decoded, without its Content-Encoding field. */
export function rewriteRequest(request: RecordedRequest, walk: Walk): RecordedRequest {
  const url = rewriteUrl(request.url, walk)
  const headers = rewriteHeaders(request.headers, walk)
  const { body: decoded, rawCoding } = decodeContent(
    request.body,
    fieldValue(request.headers, 'content-encoding'),
  )
  const type = fieldValue(request.headers, 'content-type')
  const body = rewriteBody(decoded, type, walk)
  if (body === decoded) return { ...request, url, headers }
  const uncoded = rawCoding === undefined ? withoutFields(headers, 'content-encoding') : headers
  return { ...request, url, headers: withLength(uncoded, body.length), body }
}

function rewriteResponse(response: RecordedResponse, walk: Walk): RecordedResponse {
  const headers = rewriteHeaders(response.headers, walk)
  const type = fieldValue(response.headers, 'content-type')
  const body = rewriteBody(response.body, type, walk)
  const statusText = walk.sweep(response.statusText)
  if (body === response.body) return { ...response, statusText, headers }
  const { pieces } = response
  return {
    ...response,
    statusText,
    headers: withLength(headers, body.length),
    body,
    ...(pieces && { pieces: cutAgain(pieces, response.body, body) }),
  }
}

/** The length of a secret is no more to be read from the file than the secret. */
function withLength(headers: readonly HeaderField[], length: number): HeaderField[] {
  return headers.map((field) =>
    sameName(field.name, 'content-length') ? { name: field.name, value: String(length) } : field,
  )
}

const NEWLINE = 0x0a

/**
 * The pieces of a body that was rewritten, each cut behind the same line as before: a piece of a stream is
 * most often an event, and events end in an empty line.
 */
function cutAgain(
  pieces: readonly BodyPiece[],
  before: Uint8Array,
  after: Uint8Array,
): BodyPiece[] {
  let from = 0
  let cut = 0
  return pieces.map(({ at, size }, index) => {
    const start = cut
    for (const end = from + size; from < end;) {
      const line = before.indexOf(NEWLINE, from)
      if (line < 0 || line >= end) {
        cut += end - from
        from = end
      } else {
        from = line + 1
        const next = after.indexOf(NEWLINE, cut)
        cut = next < 0 ? after.length : next + 1
      }
    }
    cut = index === pieces.length - 1 ? after.length : Math.min(cut, after.length)
    return { at, size: cut - start }
  })
}
