import type { Answer, OutgoingRequest } from '../engines/engine.ts'
import { fieldValue } from '../interaction/header-fields.ts'
import { redirectTarget } from '../session/redirects.ts'
import type { HeldRequest } from './held-request.ts'
import type { LiveClient } from './live-client.ts'
import { errorReason, pageResponse, type PageResponse } from './page-response.ts'
import type { RedirectHops } from './redirect-hops.ts'

/** Where a page's answers come from: the traffic of the test that runs. */
export interface PageSource {
  /** Whether `request` is to be sent from this worker, so that it is recorded. */
  records(request: OutgoingRequest): boolean
  answer(request: OutgoingRequest): Answer | Promise<Answer>
}

/** Answers the requests of one browser context's pages. */
export class PageResponder {
  readonly #source: PageSource
  readonly #client: LiveClient
  readonly #hops: RedirectHops

  constructor(source: PageSource, client: LiveClient, hops: RedirectHops) {
    this.#source = source
    this.#client = client
    this.#hops = hops
  }

  async answer(held: HeldRequest): Promise<void> {
    const { request } = held
    const answer = this.#source.records(request)
      ? await this.#client.fetch(request)
      : await this.#source.answer(request)
    switch (answer.kind) {
      case 'pass':
        return held.pass()
      case 'fail':
        await held.fail(errorReason(answer.error))
        // No error of the network: a cassette that cannot be read, a request that may not be made here. The
        // page would only say that something did not load.
        if (answer.error.code === undefined) throw answer.error
        return
      case 'respond':
        return this.#respond(held, answer)
    }
  }

  async #respond(held: HeldRequest, answer: Extract<Answer, { kind: 'respond' }>): Promise<void> {
    let response: PageResponse
    try {
      response = await pageResponse(answer)
    } catch (error) {
      // The body breaks off, as it did when it was recorded.
      return held.fail(errorReason(error as Error))
    }
    const target = followed(response, held.request.url)
    if (target !== undefined) this.#hops.expect(target, (hop) => this.answer(hop))
    await held.respond(response)
  }
}

/** Where a browser goes from `response`; nowhere, where Location is no URL, at which it fails by itself. */
function followed({ status, headers }: PageResponse, url: string): string | undefined {
  try {
    return redirectTarget(status, fieldValue(headers, 'location'), url)
  } catch {
    return undefined
  }
}
