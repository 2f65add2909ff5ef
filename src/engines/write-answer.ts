import type { ServerResponse } from 'node:http'
import type { HeaderField } from '../interaction/header-fields.ts'
import type { Answer } from './engine.ts'
import type { ServedSocket } from './served-socket.ts'

/** Node.js's words for a connection that the other side closed too early: a client finds them by itself. */
const HANG_UP = 'socket hang up'

/** Does with a request what the answer says. Resolves when all that there is to be written was written. */
export async function writeAnswer(
  answer: Answer,
  response: ServerResponse,
  socket: ServedSocket,
): Promise<void> {
  switch (answer.kind) {
    case 'respond':
      return writeResponse(answer, response, socket)
    case 'fail':
      socket.destroy(answer.error)
      return
    case 'pass':
      // The outlook changed while the request was on its way. To its client the server has just gone away.
      socket.destroy()
      return
  }
}

async function writeResponse(
  { head, body }: Extract<Answer, { kind: 'respond' }>,
  response: ServerResponse,
  socket: ServedSocket,
): Promise<void> {
  const { status, statusText, headers } = head
  // Nothing is added to what was recorded.
  response.removeHeader('date')
  response.removeHeader('connection')
  response.removeHeader('transfer-encoding')
  try {
    response.writeHead(
      status,
      statusText,
      headers.flatMap(({ name, value }) => [name, value]),
    )
  } catch (error) {
    // A character that no header field may have; a cassette can be edited by hand.
    socket.destroy(error as Error)
    return
  }
  if (body instanceof ReadableStream) await writeStream(body, response, socket)
  else response.end(body)
  // RFC 9112, section 6.3: without a length and a transfer coding, the content ends with the connection.
  if (!isDelimited(status, response.req.method, headers))
    response.once('finish', () => socket.end())
}

async function writeStream(
  body: ReadableStream<Uint8Array>,
  response: ServerResponse,
  socket: ServedSocket,
): Promise<void> {
  response.flushHeaders()
  try {
    for await (const piece of body) {
      if (!response.write(piece)) await drained(response)
      if (socket.destroyed) return
    }
    response.end()
  } catch (error) {
    const { message } = error as Error
    socket.destroy(message === HANG_UP ? undefined : (error as Error))
  }
}

/** Until the client has taken what was written, or is gone. */
function drained(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.once('drain', resolve).once('close', resolve))
}

function isDelimited(
  status: number,
  method: string | undefined,
  headers: readonly HeaderField[],
): boolean {
  return (
    method === 'HEAD' ||
    status === 204 ||
    status === 304 ||
    headers.some(({ name }) => /^(?:content-length|transfer-encoding)$/i.test(name))
  )
}
