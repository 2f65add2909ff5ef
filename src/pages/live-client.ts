import type { APIRequest, APIRequestContext } from '@playwright/test'
import type { Answer, OutgoingRequest } from '../engines/engine.ts'
import { NetworkError } from '../errors/network-error.ts'
import { fieldValues, withoutFields } from '../interaction/header-fields.ts'
import { headersObject } from './page-response.ts'

type NewContextOptions = NonNullable<Parameters<APIRequest['newContext']>[0]>

/** How a page's requests reach the network: what holds for the browser context holds here. */
export type ConnectionOptions = Pick<
  NewContextOptions,
  'clientCertificates' | 'ignoreHTTPSErrors' | 'proxy'
>

/** Named, so that Playwright does not fill them in from `use`: a page's request brings its own. */
const BROUGHT_BY_REQUEST: object = {
  extraHTTPHeaders: undefined,
  httpCredentials: undefined,
  storageState: undefined,
}

/**
 * Sends a page's requests from this worker, where the engine records them.
 *
 * Not `route.fetch`, which adds the context's cookies to a request that the browser sends without (a fetch
 * that omits credentials, a third party's image) and stores cookies that the browser refuses: a replay,
 * where only the browser decides, would not send what was recorded. Each request here has a Playwright
 * request context without cookies to itself, and so sends what the browser said and nothing else.
 */
export class LiveClient {
  readonly #options: ConnectionOptions
  /** Contexts between two requests. Their connections stay open. */
  readonly #idle: APIRequestContext[] = []
  #closed = false

  constructor(options: ConnectionOptions) {
    this.#options = options
  }

  /** Sends one request, redirects not followed. A connection that fails is an answer too. */
  async fetch(request: OutgoingRequest): Promise<Answer> {
    const context = this.#idle.pop() ?? (await this.#create())
    let reusable = false
    try {
      const answer = await send(context, request)
      reusable = !this.#closed && !setsCookies(answer)
      return answer
    } finally {
      if (reusable) this.#idle.push(context)
      else await context.dispose()
    }
  }

  /** Lets go of the connections. Requests in flight come to their end, so that they are recorded. */
  async close(): Promise<void> {
    this.#closed = true
    await Promise.all(this.#idle.splice(0).map((context) => context.dispose()))
  }

  async #create(): Promise<APIRequestContext> {
    const { request } = await import('@playwright/test')
    return request.newContext({ ...this.#options, ...BROUGHT_BY_REQUEST })
  }
}

async function send(context: APIRequestContext, request: OutgoingRequest): Promise<Answer> {
  const { method, url } = request
  const body = await request.body()
  try {
    const response = await context.fetch(url, {
      method,
      headers: headersObject(withoutFields(request.headers, 'content-length', 'host')),
      ...(body.length > 0 && { data: Buffer.from(body) }),
      maxRedirects: 0,
      failOnStatusCode: false,
      // The page's own timeouts say how long is too long.
      timeout: 0,
    })
    const headers = response.headersArray()
    const head = { status: response.status(), statusText: response.statusText(), headers }
    const content = await response.body()
    await response.dispose()
    return { kind: 'respond', head, body: content }
  } catch (cause) {
    const error = new NetworkError(cause as Error, {
      message: (cause as Error).message,
      method,
      url,
    })
    return {
      kind: 'fail',
      error: Object.assign(new Error(error.message), { code: error.code ?? 'ECONNRESET' }),
    }
  }
}

/** Whether the context that got `answer` has cookies now. Its jar cannot be emptied in every Playwright. */
function setsCookies(answer: Answer): boolean {
  return answer.kind === 'respond' && fieldValues(answer.head.headers, 'set-cookie').length > 0
}
