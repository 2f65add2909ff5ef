import type { BrowserContext } from '@playwright/test'
import type { PlaywrightCookie } from '../cookies/storage-state.ts'

/** What `clearCookies` takes: each of the three a text, or an expression of it. */
type CookieFilter = NonNullable<Parameters<BrowserContext['clearCookies']>[0]>

/** Whether `filter` names `cookie`. */
export function isMeant(
  cookie: Pick<PlaywrightCookie, 'name' | 'domain' | 'path'>,
  { name, domain, path }: CookieFilter,
): boolean {
  return matches(cookie.name, name) && matches(cookie.domain, domain) && matches(cookie.path, path)
}

function matches(value: string, filter: string | RegExp | undefined): boolean {
  if (filter === undefined) return true
  return typeof filter === 'string' ? value === filter : filter.test(value)
}
