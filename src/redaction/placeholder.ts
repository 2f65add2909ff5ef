/** A placeholder as it stands in a cassette: letters, digits and `-`, which are legal and unescaped everywhere. */
export const PLACEHOLDER: RegExp = /placeholder-[a-z\d]+(?:-[a-z\d]+)*-\d+(?![\da-z])/g

const WHOLE = new RegExp(`^(?:${PLACEHOLDER.source})$`)

export function isPlaceholder(value: string): boolean {
  return WHOLE.test(value)
}

/** The placeholders in a text, each once. */
export function placeholdersIn(text: string): Set<string> {
  return new Set(text.match(PLACEHOLDER))
}

/** @example placeholderFor('X-CSRF-Token', 1) // 'placeholder-x-csrf-token-1' */
export function placeholderFor(name: string, number: number): string {
  return `placeholder-${slug(name)}-${number}`
}

/** A field's name as a part of a placeholder. */
export function slug(name: string): string {
  const letters = name
    .toLowerCase()
    .replace(/[^a-z\d]+/g, '-')
    .slice(0, 40)
  return letters.replace(/^-+|-+$/g, '') || 'value'
}
