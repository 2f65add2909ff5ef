import { rewriteForm } from './form-text.ts'
import { rewriteJson } from './json-text.ts'
import type { Place, Walk } from './place.ts'
import type { Verdict } from './rules.ts'
import { rewriteUrl } from './url.ts'

/** What is done with the values of a message. */
export interface Policy {
  judge(place: Place, value: string): Verdict
  /** What becomes of a secret; `undefined` drops its field. */
  secret(place: Place, value: string): string | undefined
  /** A value that is to stay. */
  kept?(value: string): void
  /** What becomes of a value that is no secret as a whole. */
  open(place: Place, value: string): string
  /** What becomes of a text as a whole, once its values are visited. */
  sweep(text: string): string
}

/** A value in a value in a value: deeper than this, only known secrets are found. */
const DEPTH = 4

/**
 * Goes through messages by a policy. A value that is JSON itself, a form, or a URL with a query is gone into:
 * JSON in a form field, a token in the link that a JSON member holds.
 */
export function walkBy(policy: Policy): Walk {
  const visit = (place: Place, value: string, depth: number): string | undefined => {
    const verdict = policy.judge(place, value)
    if (verdict === 'secret') return policy.secret(place, value)
    if (verdict === 'keep') {
      policy.kept?.(value)
      return value
    }
    if (place.kind === 'path' || place.kind === 'text' || depth >= DEPTH) {
      return policy.open(place, value)
    }
    const inner = rewriteInner(place, value, depth) ?? value
    // The text around it is swept as a whole, where it cannot be cut in the wrong place.
    return place.loose ? inner : policy.open(place, inner)
  }

  const rewriteInner = (place: Place, value: string, depth: number): string | undefined => {
    if (/^\s*[[{]/.test(value)) {
      const json = rewriteJson(value, (leaf, inner) => {
        const path = (place.path ?? '$') + leaf.path.slice(1)
        return visit({ kind: 'field', ...leaf, path }, inner, depth + 1)
      })
      if (json !== undefined) return json
    }
    const inside = (inner: Place, text: string): string | undefined =>
      inner.kind === 'path' ? text : visit(inner, text, depth + 1)
    if (/^(?:[a-z][a-z\d+.-]*:\/)?\/\S*$/i.test(value)) {
      return rewriteUrl(value, { visit: inside, sweep: (text) => text })
    }
    if (!/^[\w.[\]%-]+=[^\s&]*&[\w.[\]%-]+=\S*$/.test(value)) return undefined
    return rewriteForm(value, (name, text) => inside({ kind: 'query', name }, text))
  }

  return {
    visit: (place, value) => visit(place, value, 0),
    sweep: (text) => policy.sweep(text),
  }
}
