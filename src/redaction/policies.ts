import type { Policy } from './leaf.ts'
import type { Place } from './place.ts'
import type { Rules } from './rules.ts'
import type { Secrets } from './secrets.ts'

/** Changes nothing, and notes in `secrets` what is one. */
export function collecting(rules: Rules, secrets: Secrets): Policy {
  const patterns = (rules.options.values ?? []).flatMap((value) =>
    value instanceof RegExp ? [new RegExp(value, `${value.flags.replace(/[gy]/g, '')}g`)] : [],
  )
  return {
    judge: (place, value) => rules.judge(place, value),
    secret(place, value) {
      secrets.add(nameOf(place), value, rules.isNamedSecret(place))
      return value
    },
    kept: (value) => secrets.keep(value),
    open: (_place, value) => value,
    sweep(text) {
      secrets.addTokens(text)
      for (const pattern of patterns) {
        for (const [match] of text.matchAll(pattern)) secrets.add('value', match, true)
      }
      return text
    },
  }
}

/** Puts the placeholders of `secrets` in. */
export function concealing(rules: Rules, secrets: Secrets): Policy {
  return {
    judge: (place, value) => rules.judge(place, value),
    secret: (_place, value) => secrets.conceal(value),
    open: (_place, value) => secrets.sweep(value),
    sweep: (text) => secrets.sweep(text),
  }
}

/** `session-id` of `{"session": {"id": "…"}}`, where `id` would say nothing. */
function nameOf({ name, parent }: Place): string {
  return parent !== undefined && name.length < 5 ? `${parent}-${name}` : name || 'value'
}
