import type { test } from '@playwright/test'
import { callSite, type CallSite } from './call-site.ts'
import type { Mask } from './session-options.ts'

/** Tells what a hop brought: shown as a step `GET /orders -> 200`. */
export type HopDone = (hop: { method: string; url: string; status: number }) => Promise<void>

/** What a step's title is made of. */
interface StepsOptions {
  /** Whose request it is, where a test has several users. */
  readonly name?: string | undefined
  /** URLs of its origin are shown as paths. */
  readonly baseURL?: string | undefined
  /** Takes the secrets out of a title: a path may hold one. */
  readonly mask: Mask
}

/**
 * Shows a session's calls as steps of the test that runs: `GET /orders`, and in it one for each hop,
 * `GET /orders -> 302`, since Playwright fixes a step's title when the step begins, before any status is known.
 * Titles show no query and no user info, where secrets stand. Outside a test there are no steps.
 */
export class Steps {
  readonly #test: typeof test
  readonly #prefix: string
  readonly #origin: string | undefined
  readonly #mask: Mask
  /** The title that was made last: a call and its first hop have the same. */
  #last: { readonly subject: string; readonly title: string } | undefined

  constructor(playwright: typeof test, { name, baseURL, mask }: StepsOptions) {
    this.#mask = mask
    this.#test = playwright
    this.#prefix = name === undefined ? '' : `${name}: `
    this.#origin =
      baseURL !== undefined && URL.canParse(baseURL) ? new URL(baseURL).origin : undefined
  }

  /** The line that calls the session now; `undefined` where no test runs, which would not show it. */
  here(): CallSite | undefined {
    return this.#testRuns() ? callSite() : undefined
  }

  /** Runs `action` as a step at `location`. */
  async call<T>(
    request: { method: string; url: string },
    location: CallSite | undefined,
    action: (hopDone: HopDone) => Promise<T>,
  ): Promise<T> {
    if (!this.#testRuns()) return action(async () => {})
    const options = location && { location }
    const hopDone: HopDone = ({ status, ...hop }) =>
      this.#test.step(`${this.#title(hop)} -> ${status}`, () => {}, options)
    return this.#test.step(this.#title(request), () => action(hopDone), options)
  }

  #testRuns(): boolean {
    try {
      this.#test.info()
      return true
    } catch {
      return false
    }
  }

  #title({ method, url }: { method: string; url: string }): string {
    const { origin, pathname } = new URL(url)
    const subject = `${this.#prefix}${method} ${origin === this.#origin ? '' : origin}${pathname}`
    if (this.#last?.subject !== subject) this.#last = { subject, title: this.#mask(subject) }
    return this.#last.title
  }
}
