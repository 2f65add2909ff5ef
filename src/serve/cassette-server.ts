import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { HeaderField } from '../interaction/header-fields.ts'
import type { Interaction, RecordedRequest } from '../interaction/interaction.ts'
import type { Comparison } from '../interaction/comparison.ts'
import type { MatchOptions } from '../matching/match-options.ts'
import { Matcher } from '../matching/matcher.ts'
import { Redaction } from '../redaction/redaction.ts'
import { replay } from '../traffic/replay-response.ts'
import { missText } from './miss-text.ts'

/** Fields of one connection, which the server sets itself (RFC 9110, section 7.6.1). */
const CONNECTION_FIELDS = new Set(['connection', 'keep-alive', 'transfer-encoding'])

/** A person's front end has credentials of its own, or none. */
function withoutCredentials(interactions: readonly Interaction[]): Comparison {
  const comparison = new Redaction({}, {}).comparison(interactions)
  return {
    mayChangePath: (url) => comparison.mayChangePath(url),
    learn: (requests) => comparison.learn(requests),
    head: (request) => ({ ...comparison.head(request), counted: [] }),
    whole: (request) => comparison.whole(request),
  }
}

/** An HTTP server that answers one origin's recordings. What was never recorded gets 404 with an explanation. */
export class CassetteServer {
  /** How many recordings it has. */
  readonly size: number
  readonly #origin: string
  readonly #recordings: readonly RecordedRequest[]
  readonly #matcher: Matcher
  readonly #server: Server

  /** @param origin whose recordings are answered, for example `https://api.example.com`. */
  constructor(interactions: readonly Interaction[], origin: string) {
    const own = interactions.filter(({ request }) => new URL(request.url).origin === origin)
    this.size = own.length
    this.#origin = origin
    this.#recordings = own.map(({ request }) => request)
    // A password that a person types is not the one that was recorded.
    // A person clicks twice, and her browser's cookies are those of localhost.
    const options: MatchOptions = { repeats: 'last', ignoreCookies: [/^/] }
    this.#matcher = new Matcher(own, options, withoutCredentials(own))
    this.#server = createServer((request, response) => {
      this.#answer(request, response).catch((error: Error) => response.destroy(error))
    })
  }

  /** @param port 0 for a free one. */
  async listen(port: number, host: string): Promise<{ url: string }> {
    this.#server.listen(port, host)
    await once(this.#server, 'listening')
    const address = this.#server.address() as AddressInfo
    const name = address.family === 'IPv6' ? `[${address.address}]` : address.address
    return { url: `http://${name}:${address.port}` }
  }

  async close(): Promise<void> {
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  async #answer(incoming: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!URL.canParse(incoming.url ?? '/', this.#origin)) {
      return explain(response, 400, `${JSON.stringify(incoming.url)} is no path or URL.\n`)
    }
    const request = await this.#recorded(incoming)
    const found = this.#matcher.take(request)
    if (!found) {
      return explain(
        response,
        404,
        missText(request, this.#matcher.explain(request), this.#recordings),
      )
    }
    const answer = replay(found, 'instant')
    if (answer.kind !== 'respond') {
      // What was recorded is a connection that failed.
      response.destroy()
      return
    }
    const { status, statusText, headers } = answer.head
    response.sendDate = false
    response.writeHead(status, statusText, this.#rawHeaders(headers))
    if (answer.body instanceof Uint8Array) response.end(answer.body)
    else {
      for await (const piece of answer.body) response.write(piece)
      response.end()
    }
  }

  /** The request as it would have been sent to the recorded origin. */
  async #recorded(incoming: IncomingMessage): Promise<RecordedRequest> {
    const chunks: Buffer[] = []
    for await (const chunk of incoming) chunks.push(chunk as Buffer)
    const { method = 'GET', url = '/', rawHeaders } = incoming
    const headers: HeaderField[] = []
    for (let at = 0; at < rawHeaders.length; at += 2) {
      headers.push({ name: rawHeaders[at]!, value: rawHeaders[at + 1]! })
    }
    return {
      method,
      url: new URL(url, this.#origin).href,
      httpVersion: 'HTTP/1.1',
      headers,
      body: Buffer.concat(chunks),
    }
  }

  /** As a flat list, which keeps repeated fields; redirects within the origin lead back to this server. */
  #rawHeaders(headers: readonly HeaderField[]): string[] {
    return headers.flatMap(({ name, value }) => {
      const key = name.toLowerCase()
      if (CONNECTION_FIELDS.has(key)) return []
      const here = key === 'location' && value.startsWith(`${this.#origin}/`)
      return [name, here ? value.slice(this.#origin.length) : value]
    })
  }
}

/** An answer of this server's own, in words. */
function explain(response: ServerResponse, status: 400 | 404, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8' }).end(text)
}
