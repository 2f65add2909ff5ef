import {
  expect as base,
  mergeExpects,
  type APIRequestContext,
  type APIResponse,
  type BrowserContext,
  type Page,
  type Response as PageResponse,
} from '@playwright/test'
import { expect } from '../../src/expect/index.ts'
import type { Session } from '../../src/session/session.ts'

declare const session: Session
declare const context: BrowserContext
declare const request: APIRequestContext
declare const response: APIResponse
declare const pageResponse: PageResponse
declare const page: Page

/** Compiles only while the assertions are offered where they apply, with their own arguments, and nowhere else. */
export async function typed(): Promise<void> {
  await expect(session).toHaveCookie('sid', {
    value: /^\w+$/,
    domain: expect.stringContaining('test'),
    path: '/',
    expires: new Date(),
    maxAge: 60,
    httpOnly: true,
    secure: false,
    sameSite: 'Lax',
    partitioned: false,
    session: true,
    tolerance: 1000,
  })
  await expect(session.jar).not.toHaveCookie('sid', { sameSite: undefined })
  await expect(context).toHaveCookie('sid', expect.objectContaining({ secure: true }))
  await expect(request).toHaveCookie('sid')
  await expect(await session.storageState()).toHaveCookie('sid', { expires: expect.any(Date) })
  await expect.poll(() => session).toHaveCookie('sid')
  await expect.soft(session, 'signed in').toHaveCookie('sid')

  const nothing: void = expect(response).toHaveStatus(404)
  expect(response).toHaveStatus('4xx')
  expect(response).not.toHaveStatus([200, 204, '3xx'])
  expect(pageResponse).toHaveStatus(200)
  expect(new Response()).toHaveStatus(200)
  await expect(session.get('/')).resolves.toHaveStatus(200)
  expect(response).toHaveHeader('etag')
  expect(response).toHaveHeader('content-type', /json/)
  expect(response).toSetCookie('sid', { maxAge: expect.any(Number) })
  expect(response).toHaveSentCookie('sid', expect.any(String))
  expect(session).toHaveSentHeader('accept', '*/*')

  await expect(session.get('/')).rejects.toBeHTTPError(403, { reason: 'Forbidden', body: /no/ })
  await expect(session.get('/')).rejects.not.toBeHTTPError('5xx')
  const failure: unknown = new Error('no HTTP error')
  expect(failure).not.toBeHTTPError()

  const merged = mergeExpects(
    base.extend({ toBeBlue: (_value: Page) => ({ pass: true, message: () => '' }) }),
    expect,
  )
  await merged(session).toHaveCookie('sid', { httpOnly: true })
  await merged(session.get('/')).rejects.toBeHTTPError(403)
  merged(page).toBeBlue()

  // @ts-expect-error -- a text has no cookies
  await expect('text').toHaveCookie('sid')
  // @ts-expect-error -- a misspelt attribute
  await expect(session).toHaveCookie('sid', { httponly: true })
  // @ts-expect-error -- no SameSite of that name
  await expect(session).toHaveCookie('sid', { sameSite: 'lax' })
  // @ts-expect-error -- no class of that name
  expect(response).toHaveStatus('6xx')
  // @ts-expect-error -- a page has no status
  expect(page).toHaveStatus(200)
  // @ts-expect-error -- a promise has no status: `resolves` is missing
  expect(session.get('/')).toHaveStatus(200)
  // @ts-expect-error -- a page's response gives its header fields asynchronously
  expect(pageResponse).toHaveHeader('etag')
  // @ts-expect-error -- no such detail
  await expect(session.get('/')).rejects.toBeHTTPError(403, { header: 'x' })

  return nothing
}
