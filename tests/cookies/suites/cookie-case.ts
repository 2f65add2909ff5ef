import type { APIRequest, APIRequestContext } from '@playwright/test'
import { Session } from '../../../src/session/session.ts'
import type { EveryHost } from '../../support/every-host.ts'

/** What a server sets, and what the client then sends. */
export interface CookieCase {
  readonly title: string
  /** The URL whose response sets the cookies. */
  readonly from: string
  /** The values of its Set-Cookie fields, as text: they are sent as UTF-8. */
  readonly setCookie: readonly string[]
  /** The URL that is asked then. */
  readonly to: string
  /** The Cookie field that arrives there, as text; empty for none. */
  readonly sent: string
}

/** As Playwright's `request.newContext`. */
type NewClient = (options: Parameters<APIRequest['newContext']>[0]) => Promise<APIRequestContext>

/** The client whose conformance this is about. */
export const newSession: NewClient = (options) => Session.create(options)

/**
 * Plays a case over real HTTP, and says which Cookie field arrived.
 *
 * @returns the field as text; empty where there was none
 */
export async function play(
  server: EveryHost,
  { from, setCookie, to }: Pick<CookieCase, 'from' | 'setCookie' | 'to'>,
  newClient: NewClient = newSession,
): Promise<string> {
  await using client = await newClient({
    proxy: { server: server.proxy },
    ignoreHTTPSErrors: true,
  })
  server.setCookie(from, setCookie.map(toBytes))
  await client.get(from)
  server.setCookie(from, [])
  await client.get(to)
  return fromBytes(server.seen.at(-1)?.cookie ?? '')
}

/** Text as it goes over the wire: one character for each byte of its UTF-8. */
export function toBytes(text: string): string {
  return Buffer.from(text, 'utf8').toString('latin1')
}

/** The reverse of `toBytes`. */
export function fromBytes(bytes: string): string {
  return Buffer.from(bytes, 'latin1').toString('utf8')
}
