import { decodeEntities, decodeUri, encodeEntities, encodeUri } from './codings.ts'
import type { Visit } from './place.ts'

/** A name, and letters of a value: longer ones are no secret of one field, and a bound keeps every search linear. */
const NAME = '[\\w:.$[\\]-]{1,80}'
const MAX = '{1,8192}'

/** `"name": "value"` in scripts, event streams, JSON by lines and broken JSON. */
const JSON_PAIR = new RegExp(`"(${NAME})"\\s{0,20}:\\s{0,20}"((?:[^"\\\\]|\\\\.)${MAX})"`, 'g')

/** `<name attributes>value</name>`, also with `<![CDATA[value]]>`; without what ends it. */
const ELEMENT = new RegExp(
  `<(${NAME})(?:\\s[^<>]{0,2000})?>` +
    `(?:<!\\[CDATA\\[((?:(?!\\]\\]>)[^])${MAX})(?=\\]\\]></)|([^<]${MAX})(?=</\\1\\s*>))`,
  'g',
)

/** `name="value"`, as an attribute or in a configuration file. */
const ATTRIBUTE = new RegExp(`(${NAME})\\s{0,20}=\\s{0,20}(?:"([^"<]${MAX})"|'([^'<]${MAX})')`, 'g')

/** A form's field, or a page's `<meta name="csrf-token" content="…">`. */
const NAMED_TAG = /<(?:input|meta|param|button)\b[^<>]{0,4000}>/gi

/** `&name=value` in a link; the separator may be escaped (`&amp;`). */
const QUERY = new RegExp(`[?&;#](${NAME})=([^&"'\`\\s<>#;\\\\)]${MAX})`, 'g')

/** `name: value` or `name=value`, alone on a line. */
const LINE = new RegExp(
  `^[ \\t]{0,80}(?:export )?(${NAME})[ \\t]{0,20}[:=][ \\t]{0,20}([^\\s"'{}()<>,][^\\r\\n"'{}()<>]{0,8192})$`,
  'gm',
)

/**
 * Text that is not read by a grammar, with the values replaced that stand behind a name: markup, scripts,
 * event streams, plain text. What is dropped becomes empty.
 */
export function rewriteLooseText(text: string, visit: Visit): string {
  /** Rewrites a match that ends in `coded` and `tail` letters more. */
  const rewrite = (all: string, name: string, coded: string, coding: Coding, tail = 0): string => {
    const value = coding.decode(coded)
    const becomes = visit({ kind: 'field', name, loose: true }, value) ?? ''
    if (becomes === value) return all
    const at = all.length - tail - coded.length
    return all.slice(0, at) + coding.encode(becomes) + all.slice(all.length - tail)
  }
  return text
    .replace(JSON_PAIR, (all, name: string, coded: string) =>
      rewrite(all, name, coded, JSON_TEXT, 1),
    )
    .replace(NAMED_TAG, (tag) => {
      const name =
        attribute(tag, 'type')?.value.toLowerCase() === 'password'
          ? 'password'
          : (attribute(tag, 'name') ?? attribute(tag, 'property') ?? attribute(tag, 'id'))?.value
      const held = attribute(tag, 'value') ?? attribute(tag, 'content')
      if (name === undefined || !held?.value) return tag
      return rewrite(tag, name, held.value, MARKUP, tag.length - held.end)
    })
    .replace(ELEMENT, (all, name: string, data?: string, coded?: string) =>
      rewrite(all, local(name), (data ?? coded)!, data === undefined ? MARKUP : PLAIN),
    )
    .replace(ATTRIBUTE, (all, name: string, double?: string, single?: string) =>
      rewrite(all, local(name), (double ?? single)!, MARKUP, 1),
    )
    .replace(QUERY, (all, name: string, coded: string) => rewrite(all, name, coded, URL_CODED))
    .replace(LINE, (all, name: string, coded: string) => rewrite(all, name, coded, PLAIN))
}

interface Coding {
  decode(coded: string): string
  encode(value: string): string
}

const MARKUP: Coding = { decode: decodeEntities, encode: encodeEntities }
const URL_CODED: Coding = { decode: decodeUri, encode: encodeUri }
const PLAIN: Coding = { decode: (coded) => coded, encode: (value) => value }
const JSON_TEXT: Coding = {
  decode(coded) {
    try {
      return JSON.parse(`"${coded}"`) as string
    } catch {
      return coded
    }
  },
  encode: (value) => JSON.stringify(value).slice(1, -1),
}

/** A name without its namespace: `wsse:Password`, `data-token`. */
function local(name: string): string {
  return name.replace(/^(?:data-|[^:]*:)/, '')
}

/** The value of a tag's attribute, as it is coded, and where in the tag it ends. */
function attribute(tag: string, name: string): { value: string; end: number } | undefined {
  const pattern = new RegExp(`\\s${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'id')
  const match = pattern.exec(tag)
  if (!match) return undefined
  const group = [1, 2, 3].find((index) => match[index] !== undefined)!
  return { value: match[group]!, end: match.indices![group]![1] }
}
