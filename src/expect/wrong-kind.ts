/**
 * The error of an assertion that was given what it cannot look at. It never shows the value, which may hold
 * secrets.
 *
 * @param takes what it does take
 *
 * @example
 * TypeError: toHaveStatus takes a response …, and was given a promise: await it first
 */
export function wrongKind(assertion: string, takes: string, given: unknown): TypeError {
  return new TypeError(`${assertion} takes ${takes}, and was given ${kindOf(given)}`)
}

function kindOf(value: unknown): string {
  if (value === null || value === undefined) return String(value)
  if (typeof value !== 'object') return `a ${typeof value}`
  if ('then' in value && typeof value.then === 'function') return 'a promise: await it first'
  if (Array.isArray(value)) return 'an array'
  const name: unknown = value.constructor?.name
  if (typeof name !== 'string' || name === '' || name === 'Object') return 'an object'
  return `${/^[AEIO]/i.test(name) ? 'an' : 'a'} ${name}`
}
