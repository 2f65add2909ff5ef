import type { APIRequestContext, BrowserContext } from '@playwright/test'
import type { Jar, RejectedCookie } from '../cookies/jar.ts'
import type { PlaywrightCookie } from '../cookies/storage-state.ts'
import type { Session } from '../session/session.ts'
import { seenInJar, seenInState, type SeenCookie } from './seen-cookie.ts'

/** A storage state, or the part of it that counts here. */
interface CookieState {
  readonly cookies: readonly PlaywrightCookie[]
}

/** What has cookies. */
export type CookieHolder = Session | Jar | BrowserContext | APIRequestContext | CookieState

/** The cookies of a holder, as an assertion looks at them. */
export interface HeldCookies {
  /** What a message calls the holder. */
  readonly holder: string
  readonly cookies: readonly SeenCookie[]
  readonly rejected: readonly RejectedCookie[]
}

/** The cookies that `holder` has now, or `undefined` where it is nothing that has cookies. */
export async function cookiesOf(holder: unknown): Promise<HeldCookies | undefined> {
  if (typeof holder !== 'object' || holder === null) return undefined
  const jar = jarOf(holder)
  if (jar) return { holder: 'the jar', cookies: cookiesOfJar(jar), rejected: jar.rejected }
  if (!('cookies' in holder)) return undefined
  const { cookies } = holder
  if (Array.isArray(cookies)) return ofState('the storage state', cookies)
  if (typeof cookies !== 'function') return undefined
  const context = holder as BrowserContext | APIRequestContext
  const name = 'newPage' in context ? 'the browser context' : 'the request context'
  return ofState(name, await context.cookies())
}

/** The jar of a session, or the jar itself. */
export function jarOf(holder: object): Jar | undefined {
  if ('jar' in holder && isJar(holder.jar)) return holder.jar
  return isJar(holder) ? holder : undefined
}

export function cookiesOfJar(jar: Jar): SeenCookie[] {
  return jar.list().map(seenInJar)
}

function ofState(holder: string, cookies: readonly PlaywrightCookie[]): HeldCookies {
  return { holder, cookies: cookies.map(seenInState), rejected: [] }
}

/** By its members and not by `instanceof`, so that the jar of another copy of this package is one too. */
function isJar(value: unknown): value is Jar {
  return (
    typeof value === 'object' &&
    value !== null &&
    'list' in value &&
    typeof value.list === 'function' &&
    'rejected' in value &&
    Array.isArray(value.rejected)
  )
}
