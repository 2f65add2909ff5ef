import { rewriteForm } from './form-text.ts'
import type { Walk } from './place.ts'
import { decodeUri, encodeUri } from './codings.ts'

const URL_PARTS = /^([a-z][a-z\d+.-]*:\/\/(?:([^/?#@]*)@)?[^/?#]*)?([^?#]*)(\?[^#]*)?(#[^]*)?$/i

/**
 * A URL, absolute or relative, with its secrets replaced: in its user information, its query, a fragment
 * that is a query (RFC 6749, section 4.2.2), parameters of its path (`;jsessionid=…`), and its path.
 */
export function rewriteUrl(url: string, walk: Walk): string {
  const [, origin = '', userInfo, path = '', query, fragment] = URL_PARTS.exec(url) ?? []
  const fields = (text: string): string =>
    rewriteForm(text, (name, value) => walk.visit({ kind: 'query', name }, value))
  const rewritten = query && fields(query.slice(1))
  const rest =
    rewritePath(path, walk) +
    (rewritten ? `?${rewritten}` : query === '?' ? query : '') +
    (fragment?.includes('=') ? `#${fields(fragment.slice(1))}` : (fragment ?? ''))
  return rewriteOrigin(origin, userInfo, walk) + walk.sweep(rest)
}

/** The user stays, as in Basic credentials; what stands alone is taken for a token. */
function rewriteOrigin(origin: string, userInfo: string | undefined, { visit }: Walk): string {
  if (userInfo === undefined) return origin
  const at = userInfo.indexOf(':')
  const value = decodeUri(userInfo.slice(at + 1))
  const becomes = visit({ kind: 'user info', name: 'userinfo' }, value)
  if (becomes === value) return origin
  const replaced = userInfo.slice(0, at + 1) + encodeUri(becomes ?? '')
  return origin.replace(`${userInfo}@`, () => `${replaced}@`)
}

function rewritePath(path: string, { visit }: Walk): string {
  const parameters = path.replace(/;([\w.-]+)=([^;/]*)/g, (all, name: string, value: string) => {
    const becomes = visit({ kind: 'query', name }, value)
    return becomes === value ? all : `;${name}=${becomes ?? ''}`
  })
  return visit({ kind: 'path', name: '' }, parameters) ?? ''
}
