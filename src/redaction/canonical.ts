import type { RecordedRequest } from '../interaction/interaction.ts'
import type { Recordings } from '../interaction/recordings.ts'
import type { ComparedHead, Comparison } from '../interaction/comparison.ts'
import { Given } from './given.ts'
import { rewriteHeaders } from './header-fields.ts'
import { walkBy } from './leaf.ts'
import { rewriteRequest } from './message.ts'
import { PLACEHOLDER } from './placeholder.ts'
import type { Place, Walk } from './place.ts'
import type { Rules } from './rules.ts'
import { ANYTHING, fits } from './template.ts'
import { rewriteUrl } from './url.ts'

/** What becomes of a text that is no secret as a whole. */
type Open = (key: string, text: string) => string

/**
 * What a secret that a client sends has to be equal to.
 *
 * One that came from a response of this cassette, such as a session cookie or the CSRF token of a page, was
 * replayed to the client as the placeholder that the cassette has, and has to come back as such. Any other is
 * the client's own, such as a password from the environment: whatever stands there matches, and nothing too.
 * Where another text of the recording holds a client's own secret, anything matches in that secret's place.
 */
export class CanonicalComparison implements Comparison {
  readonly #rules: Rules
  readonly #given: Given
  /** Recorded texts with a client's own secret, by request and place. */
  readonly #templates = new Map<string, Set<string>>()
  /** Resources that were asked for with Basic credentials: another user is another request, whatever the password. */
  readonly #basic = new Set<string>()

  constructor(recordings: Recordings, rules: Rules) {
    this.#rules = rules
    this.#given = new Given(recordings, rules)
  }

  /** A path may hold a client's own secret, by its placeholder or as a parameter (`;jsessionid=…`). */
  mayChangePath(url: string): boolean {
    return url.includes('placeholder-') || url.includes(';')
  }

  learn(requests: readonly RecordedRequest[]): void {
    for (const request of requests) {
      const note: Open = (key, text) => {
        const template = text.replace(PLACEHOLDER, (found) =>
          this.#given.has(found) ? found : ANYTHING,
        )
        if (template !== text) {
          this.#templates.set(key, (this.#templates.get(key) ?? new Set()).add(template))
        }
        return template
      }
      rewriteRequest(request, this.#walk(request, note))
      if (basicFields(request).length > 0) this.#basic.add(resourceOf(request))
    }
  }

  head(request: RecordedRequest): ComparedHead {
    const counted = new Set<string>()
    const walk = this.#walk(request, this.#match, counted)
    const url = rewriteUrl(request.url, walk)
    const headers = rewriteHeaders(request.headers, walk)
    if (this.#basic.has(resourceOf(request))) {
      for (const name of basicFields(request)) counted.add(name)
    }
    return { url, headers, counted: [...counted] }
  }

  whole(request: RecordedRequest): RecordedRequest {
    return rewriteRequest(request, this.#walk(request, this.#match))
  }

  readonly #match: Open = (key, text) => {
    for (const template of this.#templates.get(key) ?? []) if (fits(text, template)) return template
    return text
  }

  /** @param counted is given the names of header fields with a secret that a response gave. */
  #walk(request: RecordedRequest, open: Open, counted?: Set<string>): Walk {
    const { origin, pathname } = new URL(request.url)
    return walkBy({
      judge: (place, value) => this.#rules.judge(place, value),
      secret: (place, value) => {
        if (!this.#given.isIn(value)) return withoutOwn(place)
        if (place.kind === 'header') counted?.add(place.name.toLowerCase())
        return value
      },
      open({ kind, name, path }, value) {
        const resource = kind === 'path' ? origin : origin + pathname
        return open(`${request.method} ${resource} ${kind} ${name} ${path}`, value)
      },
      sweep: (text) => text,
    })
  }
}

/** A cookie has to be there, whatever its value. Any other field may be missing, as its variable is on CI. */
function withoutOwn(place: Place): string | undefined {
  return place.kind === 'cookie' ? ANYTHING : undefined
}

/** Names of the header fields that carry Basic credentials. */
function basicFields({ headers }: RecordedRequest): string[] {
  return headers.flatMap(({ name, value }) =>
    /^(?:proxy-)?authorization$/i.test(name) && /^basic /i.test(value) ? [name.toLowerCase()] : [],
  )
}

function resourceOf({ method, url }: RecordedRequest): string {
  const { origin, pathname } = new URL(url)
  return `${method} ${origin}${pathname}`
}
