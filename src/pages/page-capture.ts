import type { Browser, BrowserContext, BrowserContextOptions, Route } from '@playwright/test'
import { patternsOf, type CapturePages } from './capture-option.ts'
import { routedRequest } from './held-request.ts'
import { LiveClient, type ConnectionOptions } from './live-client.ts'
import { withLocalNetwork } from './local-network.ts'
import { PageResponder, type PageSource } from './page-responder.ts'
import { RedirectHops } from './redirect-hops.ts'
import { closeWebSockets } from './web-sockets.ts'

/** What becomes of browser contexts that are made from now on. */
export interface CapturePlan {
  readonly capturePages: CapturePages
  /** Whether pages are answered from a cassette, in which there are no WebSockets. */
  readonly replays: boolean
  /** Tells the person who reads the report about a WebSocket that was closed. */
  readonly onWebSocket?: (url: string) => void
}

/** Every context of the worker's browser, whoever makes it, sends its pages' requests to the test's traffic. */
export class PageCapture {
  readonly #source: PageSource
  readonly #outside: CapturePlan
  #plan: CapturePlan
  #hops: Promise<RedirectHops> | undefined
  /** How many are open. */
  #contexts = 0

  /** @param outside what holds while no test runs, in `beforeAll` for example. */
  constructor(source: PageSource, outside: CapturePlan) {
    this.#source = source
    this.#outside = outside
    this.#plan = outside
  }

  /** From now on contexts are made by `plan`, until `end`. */
  begin(plan: CapturePlan): void {
    this.#plan = plan
  }

  end(): void {
    this.#plan = this.#outside
  }

  /** Sees to the contexts that `browser` makes, for Playwright's fixtures and for a test itself. */
  watch(browser: Browser): void {
    const newContext = browser.newContext.bind(browser)
    browser.newContext = async (options: BrowserContextOptions = {}) => {
      const plan = this.#plan
      const patterns = patternsOf(plan.capturePages)
      if (patterns.length === 0) return newContext(options)
      refuseOthers(browser)
      const hops = await this.#join(browser)
      let context
      try {
        context = await withLocalNetwork(hops.session, () =>
          // A service worker answers its pages without a request that could be routed.
          newContext({ ...options, serviceWorkers: 'block' }),
        )
      } catch (error) {
        await this.#leave()
        throw error
      }
      const client = new LiveClient(connectionOptions(options))
      context.once('close', () => void Promise.all([client.close(), this.#leave()]))
      await route(context, patterns, new PageResponder(this.#source, client, hops))
      if (plan.replays) await closeWebSockets(context, patterns, plan.onWebSocket)
      return context
    }
  }

  /** What passes the browser is watched only while there is a context for which that matters. */
  #join(browser: Browser): Promise<RedirectHops> {
    this.#contexts++
    return (this.#hops ??= RedirectHops.watch(browser))
  }

  async #leave(): Promise<void> {
    if (--this.#contexts > 0) return
    const hops = this.#hops
    this.#hops = undefined
    await (await hops)?.close()
  }
}

async function route(
  context: BrowserContext,
  patterns: readonly (string | RegExp)[],
  responder: PageResponder,
): Promise<void> {
  const answer = async (route: Route): Promise<void> => {
    try {
      await responder.answer(await routedRequest(route))
    } catch (error) {
      // Nobody waits for an answer any more.
      if (!context.isClosed()) throw error
    }
  }
  for (const pattern of patterns) await context.route(pattern, answer)
}

function connectionOptions(options: BrowserContextOptions): ConnectionOptions {
  const { clientCertificates, ignoreHTTPSErrors, proxy } = options
  return {
    ...(clientCertificates && { clientCertificates }),
    ...(ignoreHTTPSErrors !== undefined && { ignoreHTTPSErrors }),
    ...(proxy && { proxy }),
  }
}

/** @throws for a browser that shows no one the requests by which it follows a redirect. */
function refuseOthers(browser: Browser): void {
  const name = browser.browserType().name()
  if (name === 'chromium') return
  throw new Error(
    `capturePages works in Chromium, and this browser is ${name}: it follows redirects past every route.\n` +
      '  Set capturePages to false for this project, or run it in Chromium.',
  )
}
