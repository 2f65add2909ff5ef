import type { Visit } from './place.ts'

/**
 * A multipart body (RFC 2046, section 5.1) with its secrets replaced and the rest as it stood, or `undefined`
 * where it is none. What is dropped is left out with its part.
 *
 * @param charset of `text`: `latin1` where one part at least is no text.
 * @param rewritePart rewrites the content of a part that has a media type of its own.
 */
export function rewriteMultipart(
  text: string,
  charset: 'utf8' | 'latin1',
  contentType: string | undefined,
  visit: Visit,
  rewritePart: (content: string, contentType: string) => string,
): string | undefined {
  const match = /;\s*boundary=(?:"([^"]+)"|([^;\s]+))/i.exec(contentType ?? '')
  const boundary = match?.[1] ?? match?.[2]
  if (boundary === undefined) return undefined
  // The line break in front belongs to the delimiter, and the first one may do without.
  const delimiter = `\r\n--${boundary}`
  const [preamble = '', ...sections] = `\r\n${text}`.split(delimiter)
  const rewritten = sections.flatMap((section) => {
    const end = section.indexOf('\r\n\r\n')
    if (end < 0) return [section]
    const headers = section.slice(0, end)
    const content = section.slice(end + 4)
    const becomes = rewriteContent(headers, content)
    return becomes === undefined ? [] : [`${headers}\r\n\r\n${becomes}`]
  })
  return [preamble, ...rewritten].join(delimiter).slice(2)

  function rewriteContent(headers: string, content: string): string | undefined {
    const type = /^content-type:[ \t]*([^\r\n]+)/im.exec(headers)?.[1]
    const name = /[;\s]name="([^"]*)"/i.exec(headers)?.[1] ?? ''
    if (type !== undefined && !/^text\/plain/i.test(type)) return rewritePart(content, type)
    const value = charset === 'utf8' ? content : Buffer.from(content, 'latin1').toString()
    const becomes = visit({ kind: 'field', name }, value)
    if (becomes === value || becomes === undefined) return becomes === value ? content : undefined
    return charset === 'utf8' ? becomes : Buffer.from(becomes).toString('latin1')
  }
}
