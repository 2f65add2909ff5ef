import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import type { Cassette } from './cassette-fixture.ts'
import type { CassetteOwner, Report } from './cassette-owner.ts'
import { CassetteRun } from './cassette-run.ts'
import type { EngineName } from './engines/engine.ts'
import { Interception } from './interception.ts'
import { OPTION_FIXTURES } from './option-fixtures.ts'
import type { ReplaywrightOptions, TestOptions } from './options.ts'
import { fromHere } from './record-command.ts'
import { resolveRecordMode } from './record-mode.ts'
import { passThrough } from './traffic/switchboard.ts'

/** The plugin's options that a cassette has outside a test; in a Playwright worker `use` gives their defaults. */
export interface WithCassetteOptions extends Partial<
  Omit<ReplaywrightOptions, 'cassettePath' | 'sessionHeaders'>
> {
  /** What intercepts HTTP traffic where nothing does yet. In a Playwright worker it is the worker's. */
  readonly engine?: EngineName
  /** Against which the globs of `ignoreRequests` are read, as in `use`. */
  readonly baseURL?: string
}

/** The path of the call that runs now. */
let running: string | undefined

/** Does what `withCassette` promises. */
export async function runWithCassette<T>(
  path: string | URL,
  options: WithCassetteOptions,
  fn: (cassette: Cassette) => T | Promise<T>,
): Promise<T> {
  const file = cassetteFile(path)
  if (running !== undefined) {
    throw new Error(
      `withCassette(${JSON.stringify(fromHere(file))}) was called while withCassette(${JSON.stringify(running)}) runs, ` +
        'and a request does not say which of the two it belongs to.\n' +
        '  Await the first before the second, or make one cassette of both.',
    )
  }
  running = fromHere(file)
  const around = Interception.current
  try {
    if (around && options.engine !== undefined && options.engine !== around.engine) {
      throw new TypeError(
        `withCassette(${JSON.stringify(running)}): the option engine is ${JSON.stringify(options.engine)}, ` +
          `and the engine ${JSON.stringify(around.engine)} runs in this process already; leave the option out`,
      )
    }
    const interception =
      around ?? (await Interception.start(options.engine ?? 'msw', { outside: passThrough }))
    try {
      const all = allOptions(interception, options)
      const run = new CassetteRun(owner(file, all, interception), all)
      return await run.through(interception.switchboard, async () => fn(run))
    } finally {
      if (!around) interception.stop()
    }
  } finally {
    running = undefined
  }
}

function cassetteFile(path: string | URL): string {
  const file = resolve(path instanceof URL ? fileURLToPath(path) : path)
  return file.endsWith('.har') ? file : `${file}.har`
}

/** All options: those given, else those of the process, else the defaults. */
export function allOptions(
  interception: Interception,
  options: Partial<TestOptions> & { readonly engine?: EngineName },
): TestOptions {
  const { engine: _engine, ...own } = options
  const defaults = Object.entries(OPTION_FIXTURES).map(([name, [value]]) => [name, value])
  const given = Object.entries({ ...interception.options, ...own })
  return {
    baseURL: undefined,
    ...(Object.fromEntries(defaults) as ReplaywrightOptions),
    ...Object.fromEntries(given.filter(([, value]) => value !== undefined)),
  }
}

function owner(path: string, options: TestOptions, interception: Interception): CassetteOwner {
  return {
    name: `withCassette › ${fromHere(path)}`,
    path,
    mode: resolveRecordMode(options.recordMode, interception.updateSnapshots, process.env),
    command: 'run the same with the variable REPLAYWRIGHT_MODE=all',
    report: scriptReport(),
  }
}

/** A report where there is none: what is wrong is thrown, and a warning goes to standard error. */
export function scriptReport(): Report {
  return {
    status: 'passed',
    expectedStatus: 'passed',
    errors: [],
    annotations: [],
    attach: async () => {},
    outputPath: (...segments) => join(tmpdir(), ...segments),
  }
}
