import type { Interaction, RecordedRequest } from '../interaction/interaction.ts'
import { Given } from './given.ts'
import { walkBy } from './leaf.ts'
import { rewriteRequest } from './message.ts'
import { PLACEHOLDER } from './placeholder.ts'
import type { Place, Walk } from './place.ts'
import type { Rules } from './rules.ts'
import { ANYTHING, fits } from './template.ts'

/** How requests are compared on replay. */
export interface Canonical {
  /** A request as it is compared: without the secrets that are the client's own. */
  readonly canonical: (request: RecordedRequest) => RecordedRequest
  /** Header fields that have to be equal too, because they carry a secret that a response gave, or a user's name. */
  readonly headers: readonly string[]
}

/**
 * What a secret that a client sends has to be equal to.
 *
 * One that came from a response of this cassette, such as a session cookie or the CSRF token of a page, was
 * replayed to the client as the placeholder that the cassette has, and has to come back as such. Any other is
 * the client's own, such as a password from the environment: whatever stands there matches, and nothing too.
 * Where another text of the recording holds a client's own secret, anything matches in that secret's place.
 */
export function canonicalFor(interactions: readonly Interaction[], rules: Rules): Canonical {
  const given = new Given(interactions, rules)
  const headers = new Set<string>()
  /** Recorded texts with a client's own secret, by request and place. */
  const templates = new Map<string, Set<string>>()

  const walkFor = (request: RecordedRequest, open: (key: string, text: string) => string): Walk => {
    const { origin, pathname } = new URL(request.url)
    return walkBy({
      judge: (place, value) => rules.judge(place, value),
      secret(place, value) {
        if (!given.isIn(value)) return withoutOwn(place)
        if (place.kind === 'header') headers.add(place.name.toLowerCase())
        return value
      },
      open({ kind, name, path }, value) {
        const resource = kind === 'path' ? origin : origin + pathname
        return open(`${request.method} ${resource} ${kind} ${name} ${path}`, value)
      },
      sweep: (text) => text,
    })
  }

  for (const { request } of interactions) {
    const note = (key: string, text: string): string => {
      const template = text.replace(PLACEHOLDER, (found) => (given.has(found) ? found : ANYTHING))
      if (template !== text) templates.set(key, (templates.get(key) ?? new Set()).add(template))
      return template
    }
    rewriteRequest(request, walkFor(request, note))
    for (const { name, value } of request.headers) {
      // Another user is another request, whatever the password.
      if (/^(?:proxy-)?authorization$/i.test(name) && /^basic /i.test(value)) {
        headers.add(name.toLowerCase())
      }
    }
  }

  const match = (key: string, text: string): string => {
    for (const template of templates.get(key) ?? []) if (fits(text, template)) return template
    return text
  }
  return {
    canonical: (request) => rewriteRequest(request, walkFor(request, match)),
    headers: [...headers],
  }
}

/** A cookie has to be there, whatever its value. Any other field may be missing, as its variable is on CI. */
function withoutOwn(place: Place): string | undefined {
  return place.kind === 'cookie' ? ANYTHING : undefined
}
