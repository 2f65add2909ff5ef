import { fieldValues, type HeaderField } from '../interaction/header-fields.ts'
import type { HarCookie } from './har-format.ts'

/** The `cookies` array of a HAR request. For readers of the file: what is replayed is the header field. */
export function requestCookies(headers: readonly HeaderField[]): HarCookie[] {
  return fieldValues(headers, 'cookie')
    .flatMap((value) => value.split(';'))
    .map((pair) => pair.trim())
    .filter(Boolean)
    .map(nameAndValue)
}

/** The `cookies` array of a HAR response, one for each Set-Cookie field. */
export function responseCookies(headers: readonly HeaderField[]): HarCookie[] {
  return fieldValues(headers, 'set-cookie').map((value) => {
    const [pair = '', ...attributes] = value.split(';')
    return attributes.reduce(withAttribute, nameAndValue(pair.trim()))
  })
}

function withAttribute(cookie: HarCookie, attribute: string): HarCookie {
  const { name, value } = nameAndValue(attribute.trim())
  switch ((name || value).toLowerCase()) {
    case 'path':
      return { ...cookie, path: value }
    case 'domain':
      return { ...cookie, domain: value }
    case 'expires': {
      const expires = new Date(value)
      return Number.isNaN(expires.getTime())
        ? cookie
        : { ...cookie, expires: expires.toISOString() }
    }
    case 'httponly':
      return { ...cookie, httpOnly: true }
    case 'secure':
      return { ...cookie, secure: true }
    case 'samesite':
      return { ...cookie, sameSite: value }
    default:
      return cookie
  }
}

/** RFC 6265bis, section 5.6: without an equals sign, "the name string is empty, and the value string" is the whole. */
function nameAndValue(pair: string): { name: string; value: string } {
  const at = pair.indexOf('=')
  if (at < 0) return { name: '', value: pair }
  return { name: pair.slice(0, at).trim(), value: pair.slice(at + 1).trim() }
}
