import { fieldValue, fieldValues } from '../interaction/header-fields.ts'
import type { Interaction } from '../interaction/interaction.ts'

/** A Set-Cookie field, as far as two of them are compared. */
export interface SetCookie {
  readonly name: string
  readonly value: string
  /** `Path`, `Domain`, `Secure`, `HttpOnly`, `SameSite` and others as the server spelt them; flags are `yes`. */
  readonly attributes: ReadonlyMap<string, string>
  /** Seconds that it lives from the response on; not positive for a deletion, absent for a session cookie. */
  readonly lifetime: number | undefined
}

const SPELLING: ReadonlyMap<string, string> = new Map(
  ['Path', 'Domain', 'Secure', 'HttpOnly', 'SameSite', 'Partitioned', 'Priority'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
)

/** The cookies that a response sets; of several of one name the last, which is the one that stays. */
export function setCookies({ response, startedAt }: Interaction): ReadonlyMap<string, SetCookie> {
  const headers = response?.headers ?? []
  const date = Date.parse(fieldValue(headers, 'date') ?? '')
  const sentAt = Number.isNaN(date) ? startedAt : date
  const cookies = fieldValues(headers, 'set-cookie').map((value) => parse(value, sentAt))
  return new Map(cookies.map((cookie) => [cookie.name, cookie]))
}

function parse(field: string, sentAt: number): SetCookie {
  const [first = '', ...rest] = field.split(';').map((part) => part.trim())
  const [name, value] = split(first)
  const given = new Map(
    rest.map((part) => split(part)).map(([key, text]) => [key.toLowerCase(), text]),
  )
  const attributes = new Map(
    [...given]
      .filter(([key]) => key !== '' && key !== 'expires' && key !== 'max-age')
      .map(([key, text]) => [SPELLING.get(key) ?? key, text === '' ? 'yes' : text]),
  )
  return { name, value, attributes, lifetime: lifetime(given, sentAt) }
}

/** RFC 6265bis, section 5.7: Max-Age wins over Expires. */
function lifetime(attributes: ReadonlyMap<string, string>, sentAt: number): number | undefined {
  const maxAge = attributes.get('max-age')
  if (maxAge !== undefined && /^-?\d+$/.test(maxAge)) return Number(maxAge)
  const expires = Date.parse((attributes.get('expires') ?? '').replaceAll('-', ' '))
  return Number.isNaN(expires) ? undefined : Math.round((expires - sentAt) / 1000)
}

function split(pair: string): [string, string] {
  const at = pair.indexOf('=')
  return at < 0 ? [pair, ''] : [pair.slice(0, at).trim(), pair.slice(at + 1).trim()]
}

/** `session`, `deleted` or `persistent`. */
export function lifetimeKind({ lifetime }: SetCookie): string {
  return lifetime === undefined ? 'session' : lifetime > 0 ? 'persistent' : 'deleted'
}
