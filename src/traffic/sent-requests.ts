import type { OutgoingRequest } from '../engines/engine.ts'
import type { RecordedRequest } from '../interaction/interaction.ts'
import { urlGlob } from '../matching/url-glob.ts'
import { recordedRequest, type Handler } from './handler.ts'
import { SentRequest } from './sent-request.ts'

/** Notes the requests that pass through it, in the order in which they started. */
export class SentRequests {
  readonly #sent: { request?: RecordedRequest }[] = []

  /** `handler`, with each of its requests noted. */
  noting(handler: Handler): Handler {
    return {
      outlook: handler.outlook,
      records: (outgoing) => handler.records(outgoing),
      answer: (outgoing) => {
        const noted = readOnce(outgoing)
        const slot: { request?: RecordedRequest } = {}
        this.#sent.push(slot)
        recordedRequest(noted).then(
          (request) => (slot.request = request),
          // A request whose content the client never finished was never sent.
          () => {},
        )
        return handler.answer(noted)
      },
    }
  }

  /**
   * The requests of a method and a URL; of all where they are left out.
   *
   * @param url a RegExp, or a glob by Playwright's rules, relative to `baseURL`. Where there is no base,
   * a glob that begins with `/` counts from the path on.
   */
  select(
    method: string | undefined,
    url: string | RegExp | undefined,
    baseURL: string | undefined,
  ): SentRequest[] {
    const wanted = url === undefined ? () => true : urlTest(url, baseURL)
    return this.#sent.flatMap(({ request }) => {
      if (!request || (method !== undefined && request.method !== method.toUpperCase())) return []
      return wanted(request.url) ? [new SentRequest(request)] : []
    })
  }
}

function urlTest(url: string | RegExp, baseURL: string | undefined): (sent: string) => boolean {
  if (url instanceof RegExp) return (sent) => sent.search(url) >= 0
  if (baseURL === undefined && url.startsWith('/')) {
    return (sent) => urlGlob(url, new URL(sent).origin).test(sent)
  }
  const glob = urlGlob(url, baseURL)
  return (sent) => glob.test(sent)
}

/** The engine gives a request's content once, and here it is wanted twice. */
function readOnce(outgoing: OutgoingRequest): OutgoingRequest {
  let body: Promise<Uint8Array> | undefined
  return { ...outgoing, body: () => (body ??= outgoing.body()) }
}
