import { sameName, type HeaderField } from '../interaction/header-fields.ts'
import { rewriteLooseText } from './loose-text.ts'
import type { Walk } from './place.ts'

/** Describe the message and hold nothing that a user gave. */
const UNTOUCHED: ReadonlySet<string> = new Set(['content-length', 'content-type', 'date', 'host'])

/** A message's header fields with their secrets replaced. A field that is dropped is left out. */
export function rewriteHeaders(headers: readonly HeaderField[], walk: Walk): HeaderField[] {
  return headers.flatMap(({ name, value }) => {
    if (UNTOUCHED.has(name.toLowerCase())) return [{ name, value }]
    const becomes = rewriteValue(name, value, walk)
    return becomes === undefined ? [] : [{ name, value: walk.sweep(becomes) }]
  })
}

function rewriteValue(name: string, value: string, walk: Walk): string | undefined {
  if (sameName(name, 'cookie')) return rewriteCookies(value, walk)
  if (sameName(name, 'set-cookie')) {
    const end = value.indexOf(';')
    if (end < 0) return rewriteCookies(value, walk)
    return rewriteCookies(value.slice(0, end), walk) + value.slice(end)
  }
  if (/^(?:proxy-)?authorization$/i.test(name)) return rewriteCredentials(name, value, walk)
  const becomes = walk.visit({ kind: 'header', name }, value)
  return becomes === value ? rewriteLooseText(value, walk.visit) : becomes
}

/** RFC 6265bis, section 4.2.1: `name=value; name=value`. A name without a value stays. */
function rewriteCookies(cookies: string, { visit }: Walk): string {
  return cookies.replace(/([^=;]*)=([^;]*)/g, (all, before: string, rest: string) => {
    const value = rest.trim()
    const becomes = visit({ kind: 'cookie', name: before.trim() }, value)
    return becomes === value ? all : `${before}=${becomes ?? ''}`
  })
}

/** Credentials (RFC 9110, section 11.4): a scheme and what follows it. Of Basic, the user stays. */
function rewriteCredentials(name: string, value: string, { visit }: Walk): string | undefined {
  const [, scheme = '', rest = ''] = /^(?:([\w-]+) +)?([^]*)$/.exec(value)!
  const place = { kind: 'header', name } as const
  if (/^basic$/i.test(scheme)) {
    const pair = Buffer.from(rest, 'base64').toString()
    const at = pair.indexOf(':') + 1
    const becomes = visit(place, pair.slice(at))
    if (becomes === pair.slice(at)) return value
    const coded = Buffer.from(pair.slice(0, at) + (becomes ?? '')).toString('base64')
    return `${scheme} ${coded}`
  }
  const becomes = visit(place, rest)
  if (becomes === undefined) return undefined
  return becomes === rest ? value : [scheme, becomes].filter(Boolean).join(' ')
}
