import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname } from 'node:path'
import type { APIRequest, APIRequestContext, APIResponse, Request } from '@playwright/test'
import { Jar } from '../cookies/jar.ts'
import type { PlaywrightCookieParam } from '../cookies/storage-state.ts'
import { HTTPError } from '../errors/http-error.ts'
import { NetworkError } from '../errors/network-error.ts'
import { fieldValue, fieldValues } from '../interaction/header-fields.ts'
import { hasCallLog, removeCallLog } from './call-log.ts'
import { Credentials } from './credentials.ts'
import { Deadline } from './deadline.ts'
import { dropRedirectedHeaders, redirectedMethod, redirectTarget } from './redirects.ts'
import { RequestHeaders } from './request-headers.ts'
import {
  absoluteURL,
  optionsOfRequest,
  repeatableContent,
  type FetchOptions,
  type RequestOptions,
} from './request-options.ts'

type NewContextOptions = NonNullable<Parameters<APIRequest['newContext']>[0]>
type StorageState = Awaited<ReturnType<APIRequestContext['storageState']>>

/** What `playwright.request.newContext` takes, and header fields of the session's own. */
export interface SessionOptions extends NewContextOptions {
  /** Sent with every request; a request's own win. */
  headers?: Readonly<Record<string, string>>
}

/** Where the plugin hooks into a session. */
export interface SessionHooks {
  /** The error to throw in place of the one that a failed request brought: a cassette miss, say. */
  failure?(
    error: Error,
    request: { readonly method: string; readonly url: string },
  ): Error | undefined
}

/** Applied hop by hop by the session. Named, so that Playwright does not fill them in from `use`. */
const APPLIED_BY_HOP: object = {
  extraHTTPHeaders: undefined,
  httpCredentials: undefined,
  maxRedirects: undefined,
  storageState: undefined,
}

/** Playwright's defaults, which a session applies itself because it sends each hop alone. */
const DEFAULT_MAX_REDIRECTS = 20
const DEFAULT_TIMEOUT_MS = 30_000
const ERROR_BODY_LIMIT = 64 * 1024

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
  readonly jar: Jar = new Jar()
  /** Header fields that every request of the session carries; a request's own win. */
  readonly headers: Headers
  readonly #context: APIRequestContext
  readonly #options: SessionOptions
  readonly #hooks: SessionHooks
  readonly #credentials: Credentials
  #origins: StorageState['origins'] = []

  private constructor(context: APIRequestContext, options: SessionOptions, hooks: SessionHooks) {
    this.#context = context
    this.#options = options
    this.#hooks = hooks
    this.#credentials = new Credentials(options.httpCredentials)
    this.headers = new Headers(options.headers)
  }

  /**
   * A session of its own, in a test or outside one. End it with `dispose()`, or declare it with `await using`.
   *
   * @param options what `playwright.request.newContext` takes, and `headers`.
   */
  static async create(options: SessionOptions = {}, hooks: SessionHooks = {}): Promise<Session> {
    const { request } = await import('@playwright/test')
    const { headers: _headers, ...contextOptions } = options
    const context = await request.newContext({ ...contextOptions, ...APPLIED_BY_HOP })
    const session = new Session(context, options, hooks)
    await session.#load(options.storageState)
    return session
  }

  async #load(storageState: SessionOptions['storageState']): Promise<void> {
    if (storageState === undefined) return
    const state =
      typeof storageState === 'string'
        ? (JSON.parse(await readFile(storageState, 'utf8')) as StorageState)
        : storageState
    this.#origins = state.origins
    await this.addCookies(state.cookies)
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

  /** @param api Playwright's name of the call, by which its error messages begin. */
  async #send(api: string, url: string, options: FetchOptions): Promise<APIResponse> {
    let method = options.method?.toUpperCase() ?? 'GET'
    let current = named(api, () => absoluteURL(url, this.#options.baseURL, options.params))
    let content = await repeatableContent(options)
    const headers = new RequestHeaders(
      this.#options.extraHTTPHeaders,
      this.headers,
      options.headers,
    )
    this.#credentials.addAlways(headers, current)
    let redirects = options.maxRedirects ?? this.#options.maxRedirects ?? DEFAULT_MAX_REDIRECTS
    if (redirects < 0) {
      throw new Error(
        `apiRequestContext.${api}: 'maxRedirects' must be greater than or equal to '0'`,
      )
    }
    const follow = redirects > 0
    // Only `content` says what a hop carries: a redirect may drop it.
    const { data: _data, form: _form, multipart: _multipart, ...settings } = options
    const deadline = new Deadline(options.timeout ?? this.#options.timeout ?? DEFAULT_TIMEOUT_MS)
    for (;;) {
      const response = await this.#hop(api, current, {
        ...settings,
        ...content,
        method,
        headers,
        deadline,
      })
      if (this.#credentials.answerChallenge(headers, response, current)) continue
      const location = fieldValue(response.headersArray(), 'location')
      const target = follow
        ? named(api, () => redirectTarget(response.status(), location, current))
        : undefined
      if (target === undefined) return this.#checked(method, response, options)
      if (redirects-- === 0)
        throw new Error(`apiRequestContext.${api}: Max redirect count exceeded`)
      const next = redirectedMethod(response.status(), method)
      const contentDropped = next !== method
      if (contentDropped) content = {}
      dropRedirectedHeaders(headers, { from: current, target, contentDropped })
      method = next
      current = target
    }
  }

  /** One request and its response, with the jar's cookies out and the response's in. */
  async #hop(api: string, url: string, options: Hop): Promise<APIResponse> {
    const { headers, deadline, params: _params, ...rest } = options
    const sent = new RequestHeaders(Object.entries(headers.toObject()))
    const cookie = sent.get('cookie') ?? this.jar.cookieHeader(url)
    if (cookie !== undefined) sent.set('Cookie', cookie)
    let response
    try {
      response = await this.#context.fetch(url, {
        ...rest,
        headers: sent.toObject(),
        maxRedirects: 0,
        failOnStatusCode: false,
        timeout: deadline.left(),
      })
    } catch (error) {
      throw this.#failure(api, error as Error, options.method, url)
    }
    const setCookie = fieldValues(response.headersArray(), 'set-cookie')
    if (setCookie.length > 0) {
      this.jar.receive(url, setCookie)
      // Playwright's own jar took them too, and would send them wherever ours gives no Cookie field.
      await this.#context.clearCookies()
    }
    return response
  }

  #failure(api: string, error: Error, method: string, url: string): Error {
    const replaced = this.#hooks.failure?.(error, { method, url })
    if (replaced) return replaced
    const sent = hasCallLog(error)
    removeCallLog(error, api)
    // What was never sent (options that Playwright refuses, a disposed context) did not fail on the network.
    if (!sent || error.name === 'AbortError') return error
    return new NetworkError(error, { message: error.message, method, url })
  }

  async #checked(
    method: string,
    response: APIResponse,
    options: FetchOptions,
  ): Promise<APIResponse> {
    const fail = options.failOnStatusCode ?? this.#options.failOnStatusCode ?? false
    // Playwright's rule: a redirect that was not followed is no failure.
    if (!fail || (response.status() >= 200 && response.status() < 400)) return response
    const start = (await response.body()).subarray(0, ERROR_BODY_LIMIT)
    // As a stream, so that a character that the limit cuts in two is left out.
    const body = new TextDecoder().decode(start, { stream: true })
    throw new HTTPError({ method, response, body })
  }

  async cookies(urls: string | readonly string[] = []): ReturnType<APIRequestContext['cookies']> {
    const wanted = [urls].flat()
    return this.jar.toStorageState(wanted.length === 0 ? undefined : wanted)
  }

  async addCookies(cookies: readonly PlaywrightCookieParam[]): Promise<void> {
    this.jar.addStorageState(cookies)
  }

  async clearCookies(
    filter: NonNullable<Parameters<APIRequestContext['clearCookies']>[0]> = {},
  ): Promise<void> {
    const { name, domain, path } = filter
    this.jar.deleteWhere(
      (cookie) =>
        matches(cookie.name, name) && matches(cookie.domain, domain) && matches(cookie.path, path),
    )
  }

  /** What `browser.newContext({ storageState })` takes, so that a page goes on where the session is. */
  async storageState(
    options: NonNullable<Parameters<APIRequestContext['storageState']>[0]> = {},
  ): Promise<StorageState> {
    const state = { cookies: this.jar.toStorageState(), origins: this.#origins }
    if (options.path !== undefined) {
      await mkdir(dirname(options.path), { recursive: true })
      await writeFile(options.path, JSON.stringify(state, undefined, 2), { mode: 0o600 })
    }
    return state
  }

  /** Empties the cookies and the session's header fields. What is recorded or replayed goes on. */
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

/** What one hop is sent with. */
type Hop = Omit<FetchOptions, 'headers' | 'method'> & {
  readonly method: string
  readonly headers: RequestHeaders
  readonly deadline: Deadline
}

/** Lets an error's message begin as Playwright's do. */
function named<T>(api: string, action: () => T): T {
  try {
    return action()
  } catch (cause) {
    throw new Error(`apiRequestContext.${api}: ${(cause as Error).message}`, { cause })
  }
}

function matches(value: string, filter: string | RegExp | undefined): boolean {
  if (filter === undefined) return true
  return typeof filter === 'string' ? value === filter : filter.test(value)
}
