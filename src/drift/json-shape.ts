import { ExactNumber } from '../matching/json-body.ts'
import { fieldChange, NONE, type FieldChange } from './change.ts'

/** Keys and types of JSON, values left out. The items of an array are one shape, merged over all of them. */
interface Shape {
  /** `string`, `number`, `boolean`, `null`, `object`, `array`; `none` where it is not in every item. */
  readonly types: ReadonlySet<string>
  readonly members: ReadonlyMap<string, Shape>
  /** Absent where no array had an item: an empty one says nothing of what stands in it. */
  readonly items: Shape | undefined
}

/** A member that an object does not have. */
const ABSENT = Symbol('absent')

/**
 * Where the shape of live JSON is not that of the recorded: a type that was not recorded at this place, or a
 * member that is new or gone.
 *
 * @example shapeChanges('body', { price: 4.5 }, { price: '4.5' }) // body.price number -> string
 */
export function shapeChanges(field: string, recorded: unknown, live: unknown): FieldChange[] {
  return differences(field, shapeOf([recorded]), shapeOf([live]))
}

/** The one shape of all values that stand at one place. */
function shapeOf(values: readonly unknown[]): Shape {
  const objects = values.filter(isObject).map((value) => new Map(Object.entries(value)))
  const names = new Set(objects.flatMap((object) => [...object.keys()]))
  const items = values.filter((value) => Array.isArray(value)).flat()
  return {
    types: new Set(values.map(typeOf)),
    members: new Map(
      [...names].map((name) => [
        name,
        shapeOf(objects.map((object) => (object.has(name) ? object.get(name) : ABSENT))),
      ]),
    ),
    items: items.length === 0 ? undefined : shapeOf(items),
  }
}

const NOTHING: Shape = { types: new Set([NONE]), members: new Map(), items: undefined }

function differences(field: string, recorded: Shape, live: Shape): FieldChange[] {
  // What was recorded in some items only may well be in none today, and the other way round.
  const drifted = [...live.types].some((type) => !recorded.types.has(type))
  const own = drifted ? fieldChange(field, typesText(recorded), typesText(live)) : []
  if (!recorded.types.has('object') || !live.types.has('object')) {
    return [...own, ...itemDifferences(field, recorded, live)]
  }
  const names = new Set([...recorded.members.keys(), ...live.members.keys()])
  return [
    ...own,
    ...[...names].flatMap((name) =>
      differences(
        memberPath(field, name),
        recorded.members.get(name) ?? NOTHING,
        live.members.get(name) ?? NOTHING,
      ),
    ),
    ...itemDifferences(field, recorded, live),
  ]
}

function itemDifferences(field: string, recorded: Shape, live: Shape): FieldChange[] {
  if (!recorded.items || !live.items) return []
  return differences(`${field}[]`, recorded.items, live.items)
}

function isObject(value: unknown): value is object {
  return typeOf(value) === 'object'
}

function typeOf(value: unknown): string {
  if (value === ABSENT) return NONE
  if (value === null) return 'null'
  if (Array.isArray(value)) return 'array'
  return value instanceof ExactNumber ? 'number' : typeof value
}

function typesText({ types }: Shape): string {
  return [...types].toSorted().join(' | ')
}

function memberPath(field: string, name: string): string {
  return /^[\w-]+$/.test(name) ? `${field}.${name}` : `${field}['${name}']`
}
