import { setTimeout as sleep } from 'node:timers/promises'
import type { Answer } from '../engines/engine.ts'
import { now } from '../interaction/clock.ts'
import {
  fieldValue,
  sameName,
  withoutFields,
  type HeaderField,
} from '../interaction/header-fields.ts'
import type { Interaction, RecordedResponse } from '../interaction/interaction.ts'
import { isGivenUp, untilGivenUp } from './given-up.ts'
import { shiftTimes } from './time-shift.ts'

/** Whether a body that arrived in pieces is replayed at once or with the pauses of the recording. */
export type ReplayTiming = 'instant' | 'recorded'

/** @throws TypeError that says what is allowed. */
export function checkTiming(value: unknown): asserts value is ReplayTiming {
  if (value === 'instant' || value === 'recorded') return
  throw new TypeError(`timing: ${JSON.stringify(value)} is neither 'instant' nor 'recorded'`)
}

/** What a client gets for an interaction: the response as it came on the day, or the same failure. */
export function replay(interaction: Interaction, timing: ReplayTiming): Answer {
  const { response, failure, request } = interaction
  if (!response) return { kind: 'fail', error: toError(failure) }
  const headers = shiftTimes(
    framedHeaders(request.method, response, failure !== undefined),
    now() - interaction.startedAt,
    interaction.startedAt,
  )
  const { status, statusText } = response
  const body = failure || response.pieces ? streamed(interaction, response, timing) : response.body
  return { kind: 'respond', head: { status, statusText, headers }, body }
}

/**
 * The recorded fields with those that describe the coded content on the wire put right for the decoded
 * content that is sent in its place.
 */
function framedHeaders(
  method: string,
  response: RecordedResponse,
  broken: boolean,
): readonly HeaderField[] {
  // A response without content keeps its length: it is that of the content that GET would bring (RFC 9110, section 8.6).
  if (method === 'HEAD' || response.status === 204 || response.status === 304 || broken) {
    return response.headers
  }
  const headers =
    response.rawCoding === undefined
      ? withoutFields(response.headers, 'content-encoding')
      : response.headers
  // A chunked message frames itself, and RFC 9112, section 6.2 allows no Content-Length beside it.
  if (/\bchunked\b/i.test(fieldValue(headers, 'transfer-encoding') ?? '')) {
    return withoutFields(headers, 'content-length')
  }
  // Without either the body ends with the connection, as it did (RFC 9112, section 6.3).
  const at = headers.findIndex((field) => sameName(field.name, 'content-length'))
  const length = String(response.body.length)
  return headers.map((field, index) => (index === at ? { name: field.name, value: length } : field))
}

function streamed(
  interaction: Interaction,
  response: RecordedResponse,
  timing: ReplayTiming,
): ReadableStream<Uint8Array> {
  const pieces = response.pieces ?? [{ at: 0, size: response.body.length }]
  let offset = 0
  let index = 0
  let at = 0
  return new ReadableStream({
    async pull(controller) {
      const piece = pieces[index++]
      if (piece) {
        if (timing === 'recorded') await sleep(piece.at - at)
        at = piece.at
        controller.enqueue(response.body.subarray(offset, (offset += piece.size)))
      } else if (interaction.failure) {
        await (isGivenUp(interaction) ? untilGivenUp(interaction) : sleep(DELIVERY_MS))
        controller.error(toError(interaction.failure))
      } else {
        controller.close()
      }
    },
  })
}

/** An error throws away what a stream and a socket still hold: until then the client takes what came before it. */
const DELIVERY_MS = 50

/** The failure as Node.js reports it. A failure without a code is an entry of a foreign tool. */
function toError(failure: Interaction['failure']): NodeJS.ErrnoException {
  const error: NodeJS.ErrnoException = new Error(failure?.message ?? 'network error')
  error.code = failure?.code ?? 'ECONNRESET'
  return error
}
