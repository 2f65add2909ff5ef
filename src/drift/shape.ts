import { fieldValue, mediaType } from '../interaction/header-fields.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { readContent } from '../matching/body.ts'
import { fieldChange, mapChanges, type FieldChange } from './change.ts'
import type { Aspect } from './compare.ts'
import { shapeChanges } from './json-shape.ts'
import { lifetimeKind, setCookies, type SetCookie } from './set-cookie.ts'

/** Header fields that say how a message is carried and not what the service says; proxies change them. */
const CARRIAGE: ReadonlySet<string> = new Set([
  'age',
  'connection',
  'content-encoding',
  'content-length',
  'date',
  'keep-alive',
  'trailer',
  'transfer-encoding',
  'via',
])

/** Fields that are compared in more than their name. */
const COMPARED_APART: ReadonlySet<string> = new Set(['content-type', 'set-cookie'])

/**
 * Where the form of a response is not the recorded one: header names, cookie names and attributes, content
 * type, JSON keys and types. Values do not count. What the mode `check` fails for.
 */
export const shape: Aspect = (recorded, live) => [
  ...fieldChange('content type', contentType(recorded), contentType(live)),
  ...mapChanges((name) => `header ${name}`, headerNames(recorded), headerNames(live)),
  ...cookieChanges(setCookies(recorded), setCookies(live)),
  ...bodyChanges(recorded, live),
]

/** Without what a sender makes anew each time, and without white space and case, which mean nothing. */
function contentType({ response }: Interaction): string | undefined {
  const value = fieldValue(response?.headers ?? [], 'content-type')
  return value
    ?.replace(/;\s*boundary=[^;]*/i, '')
    .replace(/\s*;\s*/g, '; ')
    .toLowerCase()
}

function headerNames({ response }: Interaction): Map<string, string> {
  const names = (response?.headers ?? []).map(({ name }) => name.toLowerCase())
  return new Map(
    names
      .filter((name) => !CARRIAGE.has(name) && !COMPARED_APART.has(name))
      .map((name) => [name, 'sent']),
  )
}

function cookieChanges(
  recorded: ReadonlyMap<string, SetCookie>,
  live: ReadonlyMap<string, SetCookie>,
): FieldChange[] {
  return [...new Set([...recorded.keys(), ...live.keys()])].flatMap((name) => {
    const [a, b] = [recorded.get(name), live.get(name)]
    if (!a || !b) return fieldChange(`cookie ${name}`, a && 'set', b && 'set')
    return [
      ...mapChanges((attribute) => `cookie ${name} ${attribute}`, a.attributes, b.attributes),
      ...fieldChange(`cookie ${name} lifetime`, lifetimeKind(a), lifetimeKind(b)),
    ]
  })
}

function bodyChanges(recorded: Interaction, live: Interaction): FieldChange[] {
  const [a, b] = [jsonOf(recorded), jsonOf(live)]
  if (!a || !b) {
    // What is no JSON has no shape; but content that ends being it, under the same content type, has drifted.
    return contentType(recorded) === contentType(live)
      ? fieldChange('body', bodyKind(recorded), bodyKind(live))
      : []
  }
  try {
    return shapeChanges('body', a.value, b.value)
  } catch {
    // Nested deeper than the stack goes: there is no telling its shape.
    return []
  }
}

function jsonOf({ response }: Interaction): { readonly value: unknown } | undefined {
  if (!response || response.rawCoding !== undefined) return undefined
  const body = readContent(response.body, fieldValue(response.headers, 'content-type'))
  return body.kind === 'json' ? body : undefined
}

/** `undefined` for content that is not said to be JSON: whether it is empty is a value. */
function bodyKind(interaction: Interaction): string | undefined {
  const type = mediaType(contentType(interaction))
  if (type !== 'application/json' && !type.endsWith('+json')) return undefined
  if (jsonOf(interaction)) return 'json'
  return interaction.response?.body.length === 0 ? undefined : 'no json'
}
