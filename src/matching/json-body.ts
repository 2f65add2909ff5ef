/** A number that a JavaScript number does not hold exactly, by its digits. */
export class ExactNumber {
  readonly source: string
  constructor(source: string) {
    this.source = source
  }
}

/** JSON text as a value, or `undefined` where it is not JSON. Numbers such as 64-bit ids stay exact. */
export function parseJson(text: string): { readonly value: unknown } | undefined {
  try {
    // The reviver costs time, and only a long digit string or an exponent can lose anything.
    return { value: /\d{8}\.?\d{8}|\d[eE]/.test(text) ? JSON.parse(text, exact) : JSON.parse(text) }
  } catch {
    return undefined
  }
}

function exact(_key: string, value: unknown, context?: { source?: string }): unknown {
  if (typeof value !== 'number' || context?.source === undefined) return value
  const digits = context.source
    .replace(/[eE].*$/, '')
    .replace(/\D/g, '')
    .replace(/^0+|0+$/g, '')
  const lossy = digits.length > 15 || !Number.isFinite(value) || (value === 0 && digits !== '')
  return lossy ? new ExactNumber(context.source) : value
}

type Path = readonly string[]

/** The members and indices that a JSON path names: `$.items[*].id` has `items`, `*` and `id`. */
export function parsePath(path: string): Path | undefined {
  if (!path.startsWith('$')) return undefined
  const steps = [...path.matchAll(/\.([^.[\]]+)|\[(?:'([^']*)'|"([^"]*)"|(\*|\d+))\]/g)]
  return steps.map(([, member, single, double, index]) => member ?? single ?? double ?? index ?? '')
}

/**
 * A JSON value as text that is the same for equal values: order of members and form of numbers do not count.
 *
 * @param ignored paths that do not count, see `parsePath`.
 */
export function canonicalJson(value: unknown, ignored: readonly Path[] = []): string {
  if (ignored.some((path) => path.length === 0)) return ''
  const below = (step: string): readonly Path[] =>
    ignored.filter(([first]) => first === step || first === '*').map((path) => path.slice(1))
  if (value instanceof ExactNumber) return value.source
  if (Array.isArray(value)) {
    return `[${value.map((item, index) => canonicalJson(item, below(String(index)))).join(',')}]`
  }
  if (typeof value !== 'object' || value === null) return JSON.stringify(value)
  const members = Object.entries(value)
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .flatMap(([name, item]) => {
      const text = canonicalJson(item, below(name))
      // An ignored member does not count even by its presence.
      return text === '' ? [] : `${JSON.stringify(name)}:${text}`
    })
  return `{${members.join(',')}}`
}

/** Each place at which two JSON values differ, for example `['$.remember', true, false]` as text. */
export function jsonDifferences(
  recorded: unknown,
  sent: unknown,
  ignored: readonly Path[] = [],
  place = '$',
): { place: string; recorded: string; sent: string }[] {
  const [a, b] = [textOf(recorded, ignored), textOf(sent, ignored)]
  if (a === b) return []
  const [left, right] = [membersOf(recorded), membersOf(sent)]
  if (!left || !right || Array.isArray(recorded) !== Array.isArray(sent)) {
    return [{ place, recorded: a, sent: b }]
  }
  return [...new Set([...left.keys(), ...right.keys()])].flatMap((name) => {
    const below = ignored.filter(([first]) => first === name || first === '*')
    const path = Array.isArray(recorded) ? `${place}[${name}]` : memberPath(place, name)
    return jsonDifferences(
      left.get(name),
      right.get(name),
      below.map((rest) => rest.slice(1)),
      path,
    )
  })
}

function textOf(value: unknown, ignored: readonly Path[]): string {
  return value === undefined
    ? ignored.some((path) => path.length === 0)
      ? ''
      : 'none'
    : canonicalJson(value, ignored)
}

function memberPath(place: string, name: string): string {
  return /^[\w-]+$/.test(name) ? `${place}.${name}` : `${place}['${name}']`
}

/** A map and not the object itself, whose `__proto__` and `constructor` are not the sender's. */
function membersOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (typeof value !== 'object' || value === null || value instanceof ExactNumber) return undefined
  return new Map(Object.entries(value))
}
