import { expect as base, type Expect } from '@playwright/test'
import { matcher } from './matcher.ts'
import { toBeHTTPError, type HTTPErrorDetails } from './to-be-http-error.ts'
import type { StatusPattern } from './status-pattern.ts'
import { toHaveCookie } from './to-have-cookie.ts'
import { toHaveHeader } from './to-have-header.ts'
import { toHaveSentCookie } from './to-have-sent-cookie.ts'
import { toHaveSentHeader } from './to-have-sent-header.ts'
import { toHaveStatus } from './to-have-status.ts'
import { toSetCookie } from './to-set-cookie.ts'

/**
 * The assertions that Playwright's `expect` has not. Texts may be regular expressions and asymmetric matchers
 * (`expect.any(String)`) too. Each throws a TypeError for what it does not take.
 */
export interface Assertions {
  /**
   * That a session, a jar, a browser context, a request context or a storage state has a cookie now.
   *
   * @example
   * await expect(session).toHaveCookie('sid', { httpOnly: true, sameSite: 'Lax', session: true })
   */
  toHaveCookie: typeof toHaveCookie
  /**
   * That a response, or a redirect that led to it, asks to set a cookie. Attributes are those of the
   * Set-Cookie field itself, without the defaults that a client fills in.
   *
   * @example
   * expect(response).toSetCookie('remember', { maxAge: 604800, path: '/' })
   */
  toSetCookie: typeof toSetCookie
  /**
   * That a response has this status, or one of this class, or one of a list.
   *
   * @example
   * expect(response).toHaveStatus([200, 204, '3xx'])
   */
  toHaveStatus: typeof toHaveStatus
  /**
   * That a response has a header field, with this value. The case of its name does not matter.
   *
   * @example
   * expect(response).toHaveHeader('content-type', /json/)
   */
  toHaveHeader: typeof toHaveHeader
  /**
   * That the request that led to a response, or a session's last one, sent a cookie.
   *
   * @example
   * expect(session).toHaveSentCookie('sid', /^[0-9a-f]+$/)
   */
  toHaveSentCookie: typeof toHaveSentCookie
  /**
   * That the request that led to a response, or a session's last one, sent a header field.
   *
   * @example
   * expect(response).toHaveSentHeader('accept', 'application/json')
   */
  toHaveSentHeader: typeof toHaveSentHeader
}

declare global {
  namespace PlaywrightTest {
    // What `rejects` gives is typed `any`, where Playwright offers these and none of `expect.extend`.
    interface Matchers<R> {
      /**
       * That an error is an `HTTPError`: a response that `failOnStatusCode` took for a failure.
       *
       * @example
       * await expect(session.get('/admin', { failOnStatusCode: true })).rejects.toBeHTTPError(403, { body: /admin/ })
       */
      toBeHTTPError(status?: StatusPattern, details?: HTTPErrorDetails): R
    }
  }
}

/**
 * Playwright's `expect` with assertions for cookies, statuses, header fields and HTTP errors. Composes by
 * `mergeExpects`.
 */
export const expect: Expect<Assertions> = base.extend({
  toBeHTTPError: matcher('toBeHTTPError', 'details', toBeHTTPError),
  toHaveCookie: matcher('toHaveCookie', 'attributes', toHaveCookie),
  toHaveHeader: matcher('toHaveHeader', 'value', toHaveHeader),
  toHaveSentCookie: matcher('toHaveSentCookie', 'value', toHaveSentCookie),
  toHaveSentHeader: matcher('toHaveSentHeader', 'value', toHaveSentHeader),
  toHaveStatus: matcher('toHaveStatus', '', toHaveStatus),
  toSetCookie: matcher('toSetCookie', 'attributes', toSetCookie),
})
