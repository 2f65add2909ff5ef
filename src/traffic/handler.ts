import type { Answer, OutgoingRequest } from '../engines/engine.ts'
import type { RecordedRequest } from '../interaction/interaction.ts'

/** What a test's traffic is given to: a replayer, a recorder, or one that lets everything pass. */
export interface Handler {
  /** Whether `request` is to go live from this worker, so that it is recorded. */
  records(request: OutgoingRequest): boolean
  answer(request: OutgoingRequest): Answer | Promise<Answer>
}

/** How long a client takes at most from the call to the first byte on its socket. */
export const START_MS = 20

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
