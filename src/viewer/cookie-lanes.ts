import type { SessionCookie } from '../cookies/cookie.ts'
import { Jar } from '../cookies/jar.ts'
import { isCookieRefusedError } from '../errors/cookie-refused-error.ts'
import { now } from '../interaction/clock.ts'
import { fieldValues } from '../interaction/header-fields.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { cookiePairs } from '../matching/cookies.ts'
import { shiftTimes } from '../traffic/time-shift.ts'

/** What became of a cookie at a request. */
export type CookieEventKind = 'set' | 'changed' | 'sent' | 'refused' | 'deleted' | 'expired'

export interface CookieEvent {
  readonly kind: CookieEventKind
  /** The interaction's place in the cassette, from 0. */
  readonly index: number
  /** Why a cookie was refused. */
  readonly reason?: string
}

/** One cookie's way through a cassette: a name at one domain and path. */
export interface CookieLane {
  readonly name: string
  /** The host, with a leading dot for a cookie of its subdomains too. */
  readonly domain: string
  readonly path: string
  readonly events: readonly CookieEvent[]
}

/**
 * Where each cookie of a cassette was set, changed, sent, refused and deleted, and by which request it had
 * expired: the answer to "why is my session gone". The cassette is run through a jar as a session would.
 */
export function cookieLanes(interactions: readonly Interaction[]): CookieLane[] {
  const run = new LaneRun()
  for (const [index, interaction] of interactions.entries()) run.take(interaction, index)
  return run.lanes()
}

interface Lane {
  readonly cookie: Pick<SessionCookie, 'name' | 'domain' | 'path' | 'hostOnly'>
  readonly events: CookieEvent[]
  /** Milliseconds since the epoch, on the recording's clock; `undefined` for a session cookie. */
  expires: number | undefined
  value: string | undefined
}

class LaneRun {
  readonly #jar = new Jar()
  readonly #lanes = new Map<string, Lane>()

  lanes(): CookieLane[] {
    return Array.from(this.#lanes.values(), ({ cookie, events }) => ({
      name: cookie.name,
      domain: `${cookie.hostOnly ? '' : '.'}${cookie.domain}`,
      path: cookie.path,
      events,
    }))
  }

  take(interaction: Interaction, index: number): void {
    this.#expire(interaction.startedAt, index)
    this.#sent(interaction, index)
    if (interaction.response) this.#received(interaction, interaction.response.headers, index)
  }

  /** What had run out before this request started. */
  #expire(startedAt: number, index: number): void {
    for (const lane of this.#lanes.values()) {
      if (lane.value === undefined || lane.expires === undefined || lane.expires > startedAt)
        continue
      lane.events.push({ kind: 'expired', index })
      this.#jar.delete(lane.cookie.name, { domain: lane.cookie.domain, path: lane.cookie.path })
      lane.value = undefined
    }
  }

  #sent({ request }: Interaction, index: number): void {
    const held = this.#jar.list(request.url)
    for (const [name, value] of cookiePairs(request)) {
      // Of several cookies of one name, the one that has the value; one that nobody set came from outside.
      const cookie =
        held.find((one) => one.name === name && one.value === value) ??
        held.find((one) => one.name === name) ??
        unknownCookie(name, request.url)
      this.#lane(cookie).events.push({ kind: 'sent', index })
    }
  }

  #received(
    { startedAt, request }: Interaction,
    headers: Interaction['request']['headers'],
    index: number,
  ): void {
    // The jar lives now, and the recording may be years old.
    const shift = now() - startedAt
    for (const field of fieldValues(shiftTimes(headers, shift, startedAt), 'set-cookie')) {
      try {
        this.#stored(this.#jar.set(field, request.url), shift, index)
      } catch (error) {
        if (!isCookieRefusedError(error)) throw error
        const { cookieName, reason } = error
        const lane = this.#lane(unknownCookie(cookieName, request.url))
        lane.events.push({ kind: 'refused', index, reason })
      }
    }
  }

  #stored(cookie: SessionCookie, shift: number, index: number): void {
    const lane = this.#lane(cookie)
    const expires = cookie.expires && +cookie.expires - shift
    if (cookie.expires && +cookie.expires <= now()) {
      if (lane.value !== undefined) lane.events.push({ kind: 'deleted', index })
      lane.value = undefined
      return
    }
    const same = lane.value === cookie.value && sameTime(lane.expires, expires)
    if (!same) {
      lane.events.push({ kind: lane.value === undefined ? 'set' : 'changed', index })
    }
    lane.value = cookie.value
    lane.expires = expires
  }

  #lane(cookie: Lane['cookie']): Lane {
    const key = keyOf(cookie)
    const lane = this.#lanes.get(key) ?? {
      cookie,
      events: [],
      expires: undefined,
      value: undefined,
    }
    this.#lanes.set(key, lane)
    return lane
  }
}

/** The jar's times are of whole seconds, and each response is shifted by its own start. */
const SAME_TIME_MS = 2_000

function sameTime(a: number | undefined, b: number | undefined): boolean {
  if (a === undefined || b === undefined) return a === b
  return Math.abs(a - b) < SAME_TIME_MS
}

/** A cookie of which only the name and the URL are known. */
function unknownCookie(name: string, url: string): Lane['cookie'] {
  return { name, domain: new URL(url).hostname, path: '/', hostOnly: true }
}

function keyOf({ name, domain, path, hostOnly }: Lane['cookie']): string {
  return JSON.stringify([name, domain, path, hostOnly])
}
