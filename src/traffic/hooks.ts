import type { Interaction } from '../interaction/interaction.ts'

/**
 * What a suite does with interactions on their way into a cassette and out of it.
 *
 * In an object, because Playwright takes a function in `use` for a fixture.
 *
 * @example
 * use: {
 *   hooks: {
 *     beforeRecord: (interaction) => (interaction.request.url.endsWith('/health') ? undefined : interaction),
 *   },
 * }
 */
export interface Hooks {
  /**
   * Called once for each interaction of a test that is written. What it returns is what the cassette gets;
   * `undefined` or `false` leaves the interaction out.
   */
  beforeRecord?(
    interaction: Interaction,
  ): Interaction | false | undefined | Promise<Interaction | false | undefined>
  /** Called for each interaction that answers a request. What it returns is what the client gets. */
  beforeReplay?(interaction: Interaction): Interaction | Promise<Interaction>
}

const NAMES = ['beforeRecord', 'beforeReplay']

/** @throws TypeError that names the wrong key. */
export function checkHooks(value: unknown): asserts value is Hooks {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new TypeError('hooks: expected an object')
  }
  for (const [name, hook] of Object.entries(value)) {
    if (!NAMES.includes(name)) {
      throw new TypeError(`hooks: unknown key "${name}". Allowed: ${NAMES.join(', ')}`)
    }
    if (hook !== undefined && typeof hook !== 'function') {
      throw new TypeError(`hooks.${name}: expected a function`)
    }
  }
}

/** The interactions as they are to be written. */
export async function beforeRecord(
  interactions: readonly Interaction[],
  hooks: Hooks,
): Promise<readonly Interaction[]> {
  if (!hooks.beforeRecord) return interactions
  const kept: Interaction[] = []
  for (const interaction of interactions) {
    const edited = await hooks.beforeRecord(interaction)
    if (edited === undefined || edited === false) continue
    kept.push(checked(edited, 'hooks.beforeRecord', ', or undefined to leave it out'))
  }
  return kept
}

/** The interaction as a client gets it. */
export async function beforeReplay(interaction: Interaction, hooks: Hooks): Promise<Interaction> {
  if (!hooks.beforeReplay) return interaction
  return checked(await hooks.beforeReplay(interaction), 'hooks.beforeReplay', '')
}

/** Each place of an interaction that a hook may have set to something that can be neither written nor sent. */
const PLACES: readonly [place: string, is: (interaction: Interaction) => boolean][] = [
  ['startedAt', ({ startedAt }) => Number.isFinite(startedAt)],
  ['request.method', ({ request }) => typeof request.method === 'string'],
  ['request.url', ({ request }) => URL.canParse(request.url)],
  ['request.headers', ({ request }) => areHeaders(request.headers)],
  ['request.body', ({ request }) => request.body instanceof Uint8Array],
  ['response.status', ({ response }) => !response || isStatus(response.status)],
  ['response.statusText', ({ response }) => !response || typeof response.statusText === 'string'],
  ['response.headers', ({ response }) => !response || areHeaders(response.headers)],
  ['response.body', ({ response }) => !response || response.body instanceof Uint8Array],
  ['response or failure', ({ response, failure }) => Boolean(response ?? failure)],
]

function checked(value: Interaction, hook: string, otherwise: string): Interaction {
  const wrong = isObject(value) && isObject(value.request) ? undefined : 'request'
  const place = wrong ?? PLACES.find(([, is]) => !is(value))?.[0]
  if (place === undefined) return inOnePiece(value)
  throw new TypeError(
    `${hook}: expected it to return an interaction${otherwise}; what it returned has no valid ${place}`,
  )
}

/** A body that a hook replaced did not arrive in the recorded pieces. */
function inOnePiece(interaction: Interaction): Interaction {
  const { response } = interaction
  const size = response?.pieces?.reduce((sum, piece) => sum + piece.size, 0)
  if (!response || size === undefined || size === response.body.length) return interaction
  const { pieces: _pieces, ...whole } = response
  return { ...interaction, response: whole }
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}

function areHeaders(fields: unknown): boolean {
  return (
    Array.isArray(fields) &&
    fields.every(
      (field: unknown) =>
        isObject(field) &&
        typeof Reflect.get(field, 'name') === 'string' &&
        typeof Reflect.get(field, 'value') === 'string',
    )
  )
}

function isStatus(status: unknown): boolean {
  return Number.isInteger(status) && Number(status) >= 200 && Number(status) <= 599
}
