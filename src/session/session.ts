import type {
  APIRequestContext,
  APIResponse,
  BrowserContext,
  Request,
  test,
} from '@playwright/test'
import type { Jar } from '../cookies/jar.ts'
import type { PlaywrightCookieParam } from '../cookies/storage-state.ts'
import { fieldValues } from '../interaction/header-fields.ts'
import { createFetch } from './as-fetch.ts'
import type { CallSite } from './call-site.ts'
import { isMeant } from './cookie-filter.ts'
import { Credentials } from './credentials.ts'
import { Deadline } from './deadline.ts'
import { exchanging, type Exchange } from './exchange.ts'
import { failureOf } from './failure.ts'
import { follow, type Followed, type Hop } from './follow.ts'
import { named } from './named.ts'
import { NO_COOKIE, withoutCookie } from './no-cookie.ts'
import { withoutOwnStep } from './own-step.ts'
import { RequestHeaders } from './request-headers.ts'
import {
  absoluteURL,
  optionsOfRequest,
  repeatableContent,
  type FetchOptions,
  type RequestOptions,
} from './request-options.ts'
import {
  APPLIED_BY_HOP,
  DEFAULT_MAX_REDIRECTS,
  DEFAULT_TIMEOUT_MS,
  maskByDefault,
  type SessionHooks,
  type SessionOptions,
} from './session-options.ts'
import { refuseBadStatus } from './status.ts'
import { Steps, type HopDone } from './steps.ts'
import type { StorageState } from './storage-state-file.ts'

/**
 * An isolated HTTP session: a Playwright `APIRequestContext` whose cookies live in a jar of its own.
 *
 * Each hop is sent with the Cookie field that the jar gives for its URL, and the jar takes every hop's
 * Set-Cookie, those of 4xx and 5xx too.
 *
 * @example
 * await using session = await Session.create({ baseURL: 'https://api.example.com' })
 * await session.post('/login', { form: { user: 'ada', password } })
 * session.jar.get('sid')?.value
 */
export class Session implements APIRequestContext {
  /** The session's cookies. */
  readonly jar: Jar
  /** Header fields that every request of the session carries; a request's own win. */
  readonly headers: Headers
  readonly #context: APIRequestContext
  readonly #options: SessionOptions
  readonly #hooks: SessionHooks
  readonly #credentials: Credentials
  readonly #steps: Steps
  #origins: StorageState['origins'] = []
  #lastExchange: Exchange | undefined

  private constructor(
    jar: Jar,
    context: APIRequestContext,
    playwright: typeof test,
    options: SessionOptions,
    hooks: SessionHooks,
  ) {
    this.jar = jar
    this.#context = context
    this.#options = options
    this.#hooks = hooks
    this.#credentials = new Credentials(options.httpCredentials)
    this.#steps = new Steps(playwright, { ...options, mask: hooks.mask })
    this.headers = new Headers([...new RequestHeaders(options.headers)])
  }

  /**
   * A session of its own, in a test or outside one. End it with `dispose()`, or declare it with `await using`.
   *
   * @param options what `playwright.request.newContext` takes, `headers` and `name`
   * @throws CookieFileError where the file of `storageState` is missing or no storage state
   */
  static async create(
    options: SessionOptions = {},
    hooks: Partial<SessionHooks> = {},
  ): Promise<Session> {
    const storageState =
      typeof options.storageState === 'string'
        ? await (await import('./storage-state-file.ts')).readStorageState(options.storageState)
        : options.storageState
    const playwright = await import('@playwright/test')
    // Loaded by the first session: the public suffix list is of no use to those who only import the package.
    const { Jar } = await import('../cookies/jar.ts')
    const { headers: _headers, name: _name, ...contextOptions } = options
    const context = await playwright.request.newContext({ ...contextOptions, ...APPLIED_BY_HOP })
    const session = new Session(new Jar(), context, playwright.test, options, {
      ...hooks,
      mask: hooks.mask ?? (await maskByDefault()),
    })
    if (storageState !== undefined) {
      session.#origins = storageState.origins ?? []
      session.jar.addStorageState(storageState.cookies ?? [])
    }
    return session
  }

  /** The `name` it was made with. */
  get name(): string | undefined {
    return this.#options.name
  }

  /** The request that was sent last, also one that failed; `undefined` before the first. */
  get lastExchange(): Exchange | undefined {
    return this.#lastExchange
  }

  get tracing(): APIRequestContext['tracing'] {
    return this.#context.tracing
  }

  get<T = any>(url: string, options?: RequestOptions): Promise<APIResponse<T>> {
    return this.#send('get', url, { ...options, method: 'GET' })
  }
  post<T = any>(url: string, options?: RequestOptions): Promise<APIResponse<T>> {
    return this.#send('post', url, { ...options, method: 'POST' })
  }
  put<T = any>(url: string, options?: RequestOptions): Promise<APIResponse<T>> {
    return this.#send('put', url, { ...options, method: 'PUT' })
  }
  patch<T = any>(url: string, options?: RequestOptions): Promise<APIResponse<T>> {
    return this.#send('patch', url, { ...options, method: 'PATCH' })
  }
  delete<T = any>(url: string, options?: RequestOptions): Promise<APIResponse<T>> {
    return this.#send('delete', url, { ...options, method: 'DELETE' })
  }
  head<T = any>(url: string, options?: RequestOptions): Promise<APIResponse<T>> {
    return this.#send('head', url, { ...options, method: 'HEAD' })
  }
  fetch<T = any>(
    urlOrRequest: string | Request,
    options: FetchOptions = {},
  ): Promise<APIResponse<T>> {
    if (typeof urlOrRequest === 'string') return this.#send('fetch', urlOrRequest, options)
    return this.#send('fetch', urlOrRequest.url(), optionsOfRequest(urlOrRequest, options))
  }

  /**
   * A WHATWG `fetch` with this session's cookies and headers, to hand to an SDK. It follows redirects as the
   * session does, resolves relative URLs by `baseURL`, and never throws for a status.
   *
   * A failed request rejects with `TypeError: fetch failed`, whose `cause` says why, as that of Node.js does.
   * The response comes when its body is complete, so an endless stream is nothing for it.
   *
   * @example
   * const client = new OpenAI({ fetch: session.asFetch() })
   */
  asFetch(): typeof globalThis.fetch {
    return createFetch(() => {
      const here = this.#steps.here()
      return (url, options) => this.#call('fetch', url, options, here)
    }, this.#options.baseURL)
  }

  async #send(api: string, url: string, options: FetchOptions): Promise<APIResponse> {
    const { response } = await this.#call(api, url, options)
    return response
  }

  /** @param api Playwright's name of the call, by which its error messages begin. */
  async #call(
    api: string,
    url: string,
    options: FetchOptions,
    here: CallSite | undefined = this.#steps.here(),
  ): Promise<Followed> {
    const method = options.method?.toUpperCase() ?? 'GET'
    const absolute = named(api, () => absoluteURL(url, this.#options.baseURL, options.params))
    // Taken now, so that what the test changes after the call changes later requests only.
    const headers = new RequestHeaders(
      this.#options.extraHTTPHeaders,
      this.headers,
      options.headers,
    )
    const { maxRedirects = this.#options.maxRedirects ?? DEFAULT_MAX_REDIRECTS } = options
    if (maxRedirects < 0) {
      throw new Error(
        `apiRequestContext.${api}: 'maxRedirects' must be greater than or equal to '0'`,
      )
    }
    // What a hop carries is in `content` alone: a redirect may drop it.
    const {
      data: _data,
      form: _form,
      multipart: _multipart,
      params: _params,
      ...settings
    } = options
    return this.#steps.call({ method, url: absolute }, here, async (hopDone) => {
      const content = await repeatableContent(options)
      const deadline = new Deadline(options.timeout ?? this.#options.timeout ?? DEFAULT_TIMEOUT_MS)
      const followed = await follow(
        { method, url: absolute, headers, content },
        { api, credentials: this.#credentials, maxRedirects },
        (hop) => this.#hop(api, hop, { settings, deadline, here, hopDone }),
      )
      if (options.failOnStatusCode ?? this.#options.failOnStatusCode)
        await refuseBadStatus(followed, this.#hooks.mask)
      return followed
    })
  }

  /** One request and its response, with the jar's cookies out and the response's in. */
  async #hop(api: string, hop: Hop, call: HopCall): Promise<APIResponse> {
    const { method, url, content } = hop
    const headers = new RequestHeaders(hop.headers)
    const cookie = headers.get('cookie') ?? this.jar.cookieHeader(url) ?? NO_COOKIE
    headers.set('Cookie', cookie)
    const options: FetchOptions = {
      ...call.settings,
      ...content,
      method,
      headers: headers.toObject(),
      maxRedirects: 0,
      failOnStatusCode: false,
      timeout: call.deadline.left(),
    }
    const send = (): Promise<APIResponse> =>
      withoutOwnStep(this.#context, `apiRequestContext.${api}`, call.here, () =>
        this.#context.fetch(url, options),
      )
    let response
    try {
      response = await exchanging(hop, (exchange) => {
        this.#lastExchange = exchange
        return cookie === NO_COOKIE ? withoutCookie(send) : send()
      })
    } catch (error) {
      throw (
        this.#hooks.failure?.(error as Error, { method, url }) ??
        failureOf(error as Error, { api, method, url, deadline: call.deadline })
      )
    }
    this.jar.receive(url, fieldValues(response.headersArray(), 'set-cookie'))
    await call.hopDone({ method, url, status: response.status() })
    return response
  }

  // Of `BrowserContext`: a request context has the two only since Playwright 1.64.
  async cookies(urls: string | readonly string[] = []): ReturnType<BrowserContext['cookies']> {
    const wanted = [urls].flat()
    return this.jar.toStorageState(wanted.length === 0 ? undefined : wanted)
  }

  async addCookies(cookies: readonly PlaywrightCookieParam[]): Promise<void> {
    this.jar.addStorageState(cookies)
  }

  async clearCookies(
    filter: NonNullable<Parameters<BrowserContext['clearCookies']>[0]> = {},
  ): Promise<void> {
    this.jar.deleteWhere((cookie) => isMeant(cookie, filter))
  }

  /**
   * What `browser.newContext({ storageState })` takes, so that a page goes on where the session is.
   *
   * @param options `path`: also written there, whole or not at all, and only its owner can read it.
   */
  async storageState(
    options: NonNullable<Parameters<APIRequestContext['storageState']>[0]> = {},
  ): Promise<StorageState> {
    const state = { cookies: this.jar.toStorageState(), origins: this.#origins }
    if (options.path !== undefined) {
      const { writeStorageState } = await import('./storage-state-file.ts')
      await writeStorageState(options.path, state)
    }
    return state
  }

  /**
   * As a session just made with no options of its own: no cookies, none refused, no header fields in `headers`.
   * What the context was made with stays (`baseURL`, `extraHTTPHeaders`, `httpCredentials`), and so does what
   * is recorded or replayed.
   */
  reset(): void {
    this.jar.clear()
    for (const name of Array.from(this.headers.keys())) this.headers.delete(name)
  }

  async dispose(options?: { reason?: string }): Promise<void> {
    await this.#context.dispose(options)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.dispose()
  }
}

/** What all hops of a call share. */
interface HopCall {
  /** The caller's options but for the content. */
  readonly settings: Omit<FetchOptions, 'data' | 'form' | 'multipart' | 'params'>
  readonly deadline: Deadline
  readonly here: CallSite | undefined
  readonly hopDone: HopDone
}
