import type { Engine, EngineName } from './engines/engine.ts'
import { loadEngine } from './engines/load.ts'
import type { TestOptions } from './options.ts'
import type { Handler } from './traffic/handler.ts'
import { Switchboard } from './traffic/switchboard.ts'

export interface InterceptionSetup {
  /** Answers requests while nothing is connected. */
  readonly outside: Handler
  /** The options of the process: in a Playwright worker those of the project. */
  readonly options?: Partial<TestOptions>
  /** Playwright's `--update-snapshots`, where Playwright runs. */
  readonly updateSnapshots?: string
}

/** What intercepts this process's HTTP traffic: an engine, and the switchboard that it asks. */
export class Interception {
  static #current: Interception | undefined
  readonly switchboard: Switchboard
  readonly options: Partial<TestOptions>
  readonly updateSnapshots: string
  /** Whether the requests of the test that runs now go live. */
  live = false
  /** Called before a test whose requests go live. */
  beforeLive: (() => Promise<void>) | undefined
  readonly #engine: Engine

  private constructor(engine: Engine, setup: InterceptionSetup) {
    this.#engine = engine
    this.switchboard = new Switchboard(setup.outside)
    this.options = setup.options ?? {}
    this.updateSnapshots = setup.updateSnapshots ?? 'default'
  }

  /** That of this process. There is one at a time. */
  static get current(): Interception | undefined {
    return Interception.#current
  }

  static async start(name: EngineName, setup: InterceptionSetup): Promise<Interception> {
    const interception = new Interception(await loadEngine(name), setup)
    Interception.#current = interception
    const { switchboard } = interception
    switchboard.departures.open()
    interception.#engine.start({
      get outlook() {
        return switchboard.outlook
      },
      answer(request) {
        switchboard.departures.arrive()
        return switchboard.answer(request)
      },
    })
    switchboard.onChange = () => interception.#engine.outlookChanged()
    return interception
  }

  get engine(): EngineName {
    return this.#engine.name
  }

  stop(): void {
    this.#engine.stop()
    this.switchboard.departures.close()
    if (Interception.#current === this) Interception.#current = undefined
  }

  async testBegins(live: boolean): Promise<void> {
    this.live = live
    if (live) await this.beforeLive?.()
  }
}
