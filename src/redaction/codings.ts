/**
 * A value in every form in which it may stand in a message's text, apart from base64: as it is, URL-encoded,
 * escaped for JSON or HTML, and as the bytes of its UTF-8 read one by one.
 */
export function textForms(value: string): Set<string> {
  const forms = new Set([value, Buffer.from(value).toString('latin1')])
  const uri = encodeUri(value)
  const strict = uri.replace(/[!'()*]/g, (letter) => `%${letter.charCodeAt(0).toString(16)}`)
  for (const form of [uri, strict, uri.replaceAll('%20', '+'), strict.replaceAll('%20', '+')]) {
    forms.add(form).add(hex(form, 'lower')).add(hex(form, 'upper'))
  }
  const json = JSON.stringify(value).slice(1, -1)
  // JSON for an HTML page, and JSON in ASCII.
  const page = json.replace(/[&<>'=]/g, unicodeEscape)
  const ascii = json.replace(/[^\x20-\x7e]/g, unicodeEscape)
  for (const form of [json, page, ascii]) forms.add(form).add(form.replaceAll('/', '\\/'))
  forms.add(JSON.stringify(json).slice(1, -1))
  for (const form of markupForms(value)) forms.add(form)
  return forms
}

/** What may be escaped in markup, by one of its names, or not: it depends on where it stands and on who writes. */
const ESCAPES: readonly [letter: string, names: readonly string[]][] = [
  ['<', ['&lt;', '<']],
  ['>', ['&gt;', '>']],
  ['"', ['&quot;', '&#34;', '"']],
  ["'", ['&#39;', '&#x27;', '&apos;', "'"]],
]

function markupForms(value: string): string[] {
  let forms = [value.replaceAll('&', '&amp;')]
  for (const [letter, names] of ESCAPES) {
    if (!value.includes(letter)) continue
    forms = forms.flatMap((form) => names.map((name) => form.replaceAll(letter, name)))
  }
  return forms
}

/** The part of a value's base64 that is the same whatever stands around it, `before` bytes into a group. */
export interface Base64Core {
  readonly text: string
  /** Letters of the group in front of `text`. */
  readonly skipped: number
}

/** Six bits a letter, so that a value may begin at three places of a group of three bytes. */
export function base64Cores(value: string): Base64Core[] {
  return [0, 1, 2].flatMap((before) => {
    const bytes = Buffer.concat([Buffer.alloc(before), Buffer.from(value)])
    const skipped = Math.ceil((before * 8) / 6)
    const whole = Math.floor((bytes.length * 8) / 6)
    const texts = [bytes.toString('base64'), bytes.toString('base64url')]
    return [...new Set(texts.map((text) => text.slice(skipped, whole)))].map((text) => ({
      text,
      skipped,
    }))
  })
}

/** `decodeURIComponent`, and the text itself where it is not URL-encoded. */
export function decodeUri(text: string): string {
  try {
    return decodeURIComponent(text)
  } catch {
    return text
  }
}

/** `encodeURIComponent` for any string: a lone surrogate has no UTF-8. */
export function encodeUri(text: string): string {
  return encodeURIComponent(text.toWellFormed())
}

/** A text in which only what XML and HTML escape in every document is unescaped. */
export function decodeEntities(text: string): string {
  if (!text.includes('&')) return text
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (all, dec, hexa, name) => {
    if (name !== undefined) return ENTITIES.get(String(name).toLowerCase()) ?? all
    const point = dec === undefined ? Number.parseInt(hexa, 16) : Number(dec)
    return point <= 0x10ffff ? String.fromCodePoint(point) : all
  })
}

const ENTITIES: ReadonlyMap<string, string> = new Map([
  ['amp', '&'],
  ['lt', '<'],
  ['gt', '>'],
  ['quot', '"'],
  ['apos', "'"],
])

export function encodeEntities(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
}

function hex(text: string, way: 'lower' | 'upper'): string {
  return text.replace(/%[\da-f]{2}/gi, (code) =>
    way === 'lower' ? code.toLowerCase() : code.toUpperCase(),
  )
}

function unicodeEscape(letter: string): string {
  return `\\u${letter.charCodeAt(0).toString(16).padStart(4, '0')}`
}
