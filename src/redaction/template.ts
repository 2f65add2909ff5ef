/** Stands in a recorded text where anything matches. Not empty and legal everywhere, as it is in URLs too. */
export const ANYTHING = 'placeholder-anything-0'

/**
 * Whether `text` is `template` with something, or nothing, in each place where anything matches.
 *
 * Piece by piece and not by a regular expression, whose time could grow without bound.
 */
export function fits(text: string, template: string): boolean {
  const [first = '', ...rest] = template.split(ANYTHING)
  const last = rest.pop()
  if (last === undefined) return text === template
  if (!text.startsWith(first) || !text.endsWith(last)) return false
  let at = first.length
  for (const piece of rest) {
    const found = text.indexOf(piece, at)
    if (found < 0) return false
    at = found + piece.length
  }
  return at <= text.length - last.length
}
