import type { Answer, OutgoingRequest, Outlook } from '../engines/engine.ts'
import { fieldValue } from '../interaction/header-fields.ts'
import type { RecordedRequest } from '../interaction/interaction.ts'

/** What a test's traffic is given to: a replayer, a recorder, or one that lets everything pass. */
export interface Handler {
  readonly outlook: Outlook
  /** Whether `request` is to go live from this worker, so that it is recorded. */
  records(request: OutgoingRequest): boolean
  answer(request: OutgoingRequest): Answer | Promise<Answer>
}

/**
 * Whether a request only asks a proxy for a tunnel (RFC 9110, section 9.3.6). What goes through the tunnel are
 * requests of their own, so that a recording is the same with a proxy and without.
 */
export function isTunnel(request: OutgoingRequest): boolean {
  return request.method === 'CONNECT'
}

/** Whether a request opens a WebSocket (RFC 6455, section 4.1), of which nothing is recorded. */
export function isWebSocket({ headers }: OutgoingRequest): boolean {
  return /^websocket$/i.test(fieldValue(headers, 'upgrade') ?? '')
}

/** The outgoing request with its content, as it is matched and recorded. */
export async function recordedRequest(request: OutgoingRequest): Promise<RecordedRequest> {
  const body = await request.body()
  return {
    method: request.method,
    url: request.url,
    httpVersion: 'HTTP/1.1',
    headers: request.headers,
    body,
  }
}
