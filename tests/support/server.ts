import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** A request as a server saw it. */
export interface SeenRequest {
  readonly method: string
  /** Path and query, as sent. */
  readonly url: string
  /** Names in lower case, as Node.js gives them. */
  readonly headers: IncomingMessage['headers']
  readonly body: string
}

/** Answers a request. */
export type Answer = (seen: SeenRequest, response: ServerResponse) => void | Promise<void>

/** A real HTTP server on loopback. End it by `await using`. */
export interface TestServer extends AsyncDisposable {
  /** For example `http://127.0.0.1:40123`. */
  readonly origin: string
  readonly port: number
  /** What it was asked, in order. */
  readonly seen: readonly SeenRequest[]
}

/**
 * Starts a server on a free port.
 *
 * @example
 * await using server = await startServer((seen, response) => response.end(seen.body))
 */
export async function startServer(answer: Answer): Promise<TestServer> {
  const seen: SeenRequest[] = []
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const { method = '', url = '', headers } = request
    const one = { method, url, headers, body: Buffer.concat(chunks).toString() }
    seen.push(one)
    await answer(one, response)
  }
  const server = createServer((request, response) => {
    // A handler that throws leaves the client without an answer, as a server that crashed would.
    handle(request, response).catch((error: Error) => response.destroy(error))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  return {
    origin: `http://127.0.0.1:${port}`,
    port,
    seen,
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
}
