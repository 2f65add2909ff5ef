/** One difference between what was recorded and what the live service did. */
export interface Change {
  /** The interaction, for example `GET /orders 200`. */
  readonly subject: string
  /** For example `status`, `header location`, `cookie sid SameSite`, `body.items[].price`. */
  readonly field: string
  readonly recorded: string
  readonly live: string
}

/** What stands for a field that is not there. */
export const NONE = 'none'

/** The most characters of a value that a line shows. */
const SHOWN = 60

/** @example changeLine(change) // 'GET /orders 200: body.items[].price number -> string' */
export function changeLine({ subject, field, recorded, live }: Change): string {
  return `${subject}: ${field} ${shorten(recorded)} -> ${shorten(live)}`
}

function shorten(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > SHOWN ? `${line.slice(0, SHOWN)}…` : line
}

/** A difference before it is known of which interaction. */
export type FieldChange = Omit<Change, 'subject'>

/** A change where the two differ, else none. */
export function fieldChange(
  field: string,
  recorded: string | undefined,
  live: string | undefined,
): FieldChange[] {
  return recorded === live ? [] : [{ field, recorded: recorded ?? NONE, live: live ?? NONE }]
}

/** A change for each name whose values differ. */
export function mapChanges(
  field: (name: string) => string,
  recorded: ReadonlyMap<string, string>,
  live: ReadonlyMap<string, string>,
): FieldChange[] {
  const names = new Set([...recorded.keys(), ...live.keys()])
  return [...names].flatMap((name) => fieldChange(field(name), recorded.get(name), live.get(name)))
}
