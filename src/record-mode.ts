/**
 * What a run does with a cassette. The words are those of Playwright's `updateSnapshots`, with two more.
 *
 * - `missing`: replay; where there is no cassette, run live and record one.
 * - `changed`: run live; write only what differs in more than volatile fields.
 * - `all`: run live and write.
 * - `none`: replay; where there is no cassette, fail and name the command that records. Nothing goes live.
 * - `check`: run live, write nothing, and fail when the live service has drifted from the cassette.
 * - `off`: run live as if the plugin were not there.
 */
export type RecordMode = 'missing' | 'changed' | 'all' | 'none' | 'check' | 'off'

/** What one test does, once its mode and whether it has a cassette are known. */
export type Plan =
  /** Answer from the cassette. */
  | 'replay'
  /** Go live and write. */
  | 'record'
  /** Go live, compare with the cassette, write what changed. */
  | 'update'
  /** Go live, compare with the cassette, write nothing, fail on drift. */
  | 'check'
  /** There is nothing to replay from, and nothing may go live. */
  | 'refuse'
  /** Go live and stay out of the way. */
  | 'live'

/** Every record mode with its plan for a cassette that exists and for one that does not. */
const PLANS: Readonly<Record<RecordMode, { exists: Plan; absent: Plan }>> = {
  missing: { exists: 'replay', absent: 'record' },
  changed: { exists: 'update', absent: 'record' },
  all: { exists: 'record', absent: 'record' },
  none: { exists: 'replay', absent: 'refuse' },
  check: { exists: 'check', absent: 'refuse' },
  off: { exists: 'live', absent: 'live' },
}

/** What a test in `mode` does with its cassette. */
export function planFor(mode: RecordMode, cassetteExists: boolean): Plan {
  return PLANS[mode][cassetteExists ? 'exists' : 'absent']
}

/** The environment variable that sets the record mode over every option. */
const MODE_VARIABLE = 'REPLAYWRIGHT_MODE'

/**
 * The record mode of a test: `REPLAYWRIGHT_MODE`, else the `recordMode` option, else what Playwright was
 * told by `--update-snapshots`, where recording what is missing is left out on CI.
 *
 * @param option the `recordMode` option, where set.
 * @param updateSnapshots Playwright's `config.updateSnapshots`; `default` is its word for "not set".
 * @throws when the variable or the option is not a record mode; the error names it and lists the modes.
 * @example resolveRecordMode(undefined, 'default', { CI: '1' }) // 'none'
 */
export function resolveRecordMode(
  option: string | undefined,
  updateSnapshots: string,
  env: Readonly<Record<string, string | undefined>>,
): RecordMode {
  const variable = env[MODE_VARIABLE]
  if (variable) return checked(variable, `the environment variable ${MODE_VARIABLE}`)
  if (option !== undefined) return checked(option, 'the option recordMode')
  const fromPlaywright = updateSnapshots === 'default' ? 'missing' : updateSnapshots
  if (fromPlaywright === 'missing' && isCI(env)) return 'none'
  return checked(fromPlaywright, "Playwright's updateSnapshots")
}

/** Whether the variable or the option sets the record mode, so that `--update-snapshots` does not. */
export function modeIsFixed(
  option: string | undefined,
  env: Readonly<Record<string, string | undefined>>,
): boolean {
  return Boolean(env[MODE_VARIABLE]) || option !== undefined
}

/** Whether this run is on CI. `CI=false` and `CI=0` say that it is not, as most CI libraries read them. */
function isCI(env: Readonly<Record<string, string | undefined>>): boolean {
  return !['', '0', 'false'].includes((env['CI'] ?? '').toLowerCase())
}

function checked(value: string, origin: string): RecordMode {
  if (Object.hasOwn(PLANS, value)) return value as RecordMode
  throw new TypeError(
    `${origin} is ${JSON.stringify(value)}, which is no record mode; use one of ${Object.keys(PLANS).join(', ')}`,
  )
}
