/** What the grammar of RFC 8259 allows next. */
type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'colon' | 'comma-or-end' | 'end'

const LITERAL = /true|false|null|-?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][+-]?\d+)?/y
const ESCAPE = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y

/**
 * Where `text` stops being JSON, as `line 12, column 4`; both count from 1. A truncated file stops at its
 * end. `JSON.parse` names a position in some of its errors only, and none for a stray token.
 *
 * @example jsonErrorPlace('{\n  "a": x }') // 'line 2, column 8'
 */
export function jsonErrorPlace(text: string): string {
  const before = text.slice(0, errorOffset(text))
  return `line ${before.split('\n').length}, column ${before.length - before.lastIndexOf('\n')}`
}

function errorOffset(text: string): number {
  const open: string[] = []
  let expected: Expected = 'value'
  let at = 0
  for (;;) {
    while (' \t\r\n'.includes(text[at] ?? '!')) at++
    const char = text[at]
    const value: boolean = expected === 'value' || expected === 'value-or-end'
    const closes: boolean =
      (char === ']' && (expected === 'value-or-end' || expected === 'comma-or-end')) ||
      (char === '}' && (expected === 'key-or-end' || expected === 'comma-or-end'))
    if (closes && open.at(-1) === char) {
      open.pop()
      expected = open.length === 0 ? 'end' : 'comma-or-end'
      at++
    } else if (char === ',' && expected === 'comma-or-end') {
      expected = open.at(-1) === '}' ? 'key' : 'value'
      at++
    } else if (char === ':' && expected === 'colon') {
      expected = 'value'
      at++
    } else if ((char === '{' || char === '[') && value) {
      open.push(char === '{' ? '}' : ']')
      expected = char === '{' ? 'key-or-end' : 'value-or-end'
      at++
    } else if (char === '"' && (value || expected === 'key' || expected === 'key-or-end')) {
      const string = endOfString(text, at)
      if (!string.whole) return string.at
      expected = value ? (open.length === 0 ? 'end' : 'comma-or-end') : 'colon'
      at = string.at
    } else {
      LITERAL.lastIndex = at
      if (!value || !LITERAL.test(text)) return at
      expected = open.length === 0 ? 'end' : 'comma-or-end'
      at = LITERAL.lastIndex
    }
  }
}

function endOfString(text: string, start: number): { at: number; whole: boolean } {
  let at = start + 1
  while (at < text.length && text[at] !== '"') {
    if (text[at] === '\\') {
      ESCAPE.lastIndex = at
      if (!ESCAPE.test(text)) return { at, whole: false }
      at = ESCAPE.lastIndex
    } else if (text[at]! < ' ') {
      return { at, whole: false }
    } else {
      at++
    }
  }
  return at < text.length ? { at: at + 1, whole: true } : { at, whole: false }
}
