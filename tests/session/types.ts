import type { APIRequestContext, Page } from '@playwright/test'
import { Session, type ReplaywrightFixtures } from '../../src/index.ts'

/** Compiles only while helpers typed for Playwright's `request` take a session. */
export const asRequest = (session: Session): APIRequestContext => session

/** Compiles only while a session's methods take and give what those of `request` do. */
export const methods = (
  session: Session,
): Pick<APIRequestContext, 'get' | 'post' | 'put' | 'patch' | 'delete' | 'head' | 'fetch'> => ({
  get: session.get.bind(session),
  post: session.post.bind(session),
  put: session.put.bind(session),
  patch: session.patch.bind(session),
  delete: session.delete.bind(session),
  head: session.head.bind(session),
  fetch: session.fetch.bind(session),
})

/** Compiles only while the type of the JSON goes through, as on `request`. */
export async function orderCount(session: Session): Promise<number> {
  const orders = await session.get<{ id: number }[]>('/orders')
  return (await orders.json()).length
}

/** Compiles only while a page's request can be sent again. */
export const again = async (session: Session, page: Page): Promise<number> =>
  (await session.fetch(await page.waitForRequest('/orders'))).status()

/** Compiles only while an SDK that wants a `fetch` takes that of a session. */
export const sdkOptions = (session: Session): { fetch: typeof globalThis.fetch } => ({
  fetch: session.asFetch(),
})

/** Compiles only while header fields are taken in every form, and unknown options in none. */
export async function users(
  newSession: ReplaywrightFixtures['newSession'],
): Promise<readonly Session[]> {
  await using script = await Session.create({ headers: [['x-a', '1']], userAgent: 'script' })
  return [
    script,
    await newSession({ name: 'ada', headers: new Headers(), storageState: 'ada.json' }),
    await newSession({ headers: { 'x-a': '1' } }),
    // @ts-expect-error there is no such option
    await newSession({ header: {} }),
  ]
}
