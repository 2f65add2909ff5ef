import type { APIRequest } from '@playwright/test'
import type { HeadersSource } from './request-headers.ts'

type NewContextOptions = NonNullable<Parameters<APIRequest['newContext']>[0]>

/** What `playwright.request.newContext` takes, and what is the session's own. */
export interface SessionOptions extends NewContextOptions {
  /** Whose session it is, in a test with several users: `ada` shows as `ada: GET /orders` in reports. */
  name?: string
  /** Sent with every request; a request's own win. */
  headers?: HeadersSource
}

/** Takes the secrets out of a text for people. */
export type Mask = (text: string) => string

/** By the rules that always hold. They are loaded by the first session, and not with the package. */
export async function maskByDefault(): Promise<Mask> {
  const { Redaction } = await import('../redaction/redaction.ts')
  const redaction = new Redaction({}, process.env)
  return (text) => redaction.mask(text)
}

/** Where the plugin hooks into a session. */
export interface SessionHooks {
  /** By the rules that always hold where it is not given. */
  readonly mask: Mask
  /** The error to throw in place of the one that a failed request brought: a cassette miss, say. */
  failure?(
    error: Error,
    request: { readonly method: string; readonly url: string },
  ): Error | undefined
}

/** Applied hop by hop by the session. Named, so that Playwright does not fill them in from `use`. */
export const APPLIED_BY_HOP: object = {
  extraHTTPHeaders: undefined,
  httpCredentials: undefined,
  maxRedirects: undefined,
  storageState: undefined,
}

/** Playwright's defaults, which a session applies itself because it sends each hop alone. */
export const DEFAULT_MAX_REDIRECTS = 20
export const DEFAULT_TIMEOUT_MS = 30_000
