import type { Browser, CDPSession } from '@playwright/test'
import { pausedRequest, withoutFragment, type HeldRequest } from './held-request.ts'

/** Answers a request by which a browser follows a redirect. */
export type AnswerHop = (hop: HeldRequest) => Promise<void>

/**
 * The requests by which a browser follows redirects.
 *
 * Playwright routes the first request of a redirect chain and sends the others to the network ("page.route()
 * will be called only for the initial request", https://playwright.dev/docs/network). So a second
 * interception stands behind Playwright's: the `Fetch` domain of the browser target, which gets what every
 * page lets through. The browser then follows a redirect as it always does, with its own cookies, methods
 * and CORS checks, and `response.redirected` says so.
 */
export class RedirectHops {
  /** Of the browser itself. */
  readonly session: CDPSession
  /** Targets of redirects that pages were given and have not followed yet. */
  readonly #expected = new Map<string, AnswerHop>()

  private constructor(session: CDPSession) {
    this.session = session
  }

  static async watch(browser: Browser): Promise<RedirectHops> {
    const session = await browser.newBrowserCDPSession()
    const hops = new RedirectHops(session)
    session.on('Fetch.requestPaused', (event) => {
      // What it throws is to be seen, as that of a route handler is.
      void hops.#paused(pausedRequest(session, event))
    })
    await session.send('Fetch.enable', { patterns: [{ urlPattern: '*' }] })
    return hops
  }

  /** Whoever asks for `target` next follows a redirect, and gets what `answer` gives. */
  expect(target: string, answer: AnswerHop): void {
    this.#expected.set(withoutFragment(target), answer)
  }

  async close(): Promise<void> {
    // A browser that has ended has no session left.
    await this.session.detach().catch(() => {})
  }

  #paused(held: HeldRequest): Promise<void> {
    return this.#expected.get(held.request.url)?.(held) ?? held.pass()
  }
}
