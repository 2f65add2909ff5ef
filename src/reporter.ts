import { appendFileSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { FullConfig, FullResult, Reporter, Suite } from '@playwright/test/reporter'
import { notesOf } from './cassette-note.ts'
import { goneCassettes } from './reporter/gone.ts'
import { tallyMarkdown, tallyText } from './reporter/print-tally.ts'
import { tally } from './reporter/tally.ts'

/** Options of the reporter. Paths are relative to the configuration's folder. */
export interface ReplaywrightReporterOptions {
  /** A JSON file with what the block says, and all lines of it. */
  readonly outputFile?: string
  /** Where cassettes without a test are looked for. Default `fixtures`. */
  readonly folder?: string
}

/**
 * Ends a run with one block: what was replayed, recorded, changed and missed. Takes the place of no other
 * reporter, and adds up the shards of `playwright merge-reports`.
 *
 * @example
 * reporter: [['list'], ['replaywright/reporter', { outputFile: 'cassettes.json' }]]
 */
export default class ReplaywrightReporter implements Reporter {
  readonly #options: ReplaywrightReporterOptions & { readonly configDir?: string }
  #run: { readonly config: FullConfig; readonly suite: Suite } | undefined

  /** @param options with `configDir`, which Playwright adds. */
  constructor(options: ReplaywrightReporterOptions & { readonly configDir?: string } = {}) {
    this.#options = options
  }

  onBegin(config: FullConfig, suite: Suite): void {
    this.#run = { config, suite }
  }

  onEnd({ status }: FullResult): void {
    if (!this.#run) return
    const { config, suite } = this.#run
    const notes = suite
      .allTests()
      .flatMap((test) => notesOf(test.results.at(-1)?.annotations ?? []))
    const folder = this.#resolve(this.#options.folder ?? 'fixtures')
    const whole = status === 'passed' || status === 'failed'
    const result = tally(notes, whole ? goneCassettes(config, suite, folder, process.argv) : null)
    process.stdout.write(tallyText(result))
    this.#writeFile(`${JSON.stringify(result, undefined, 2)}\n`)
    const { GITHUB_ACTIONS, GITHUB_STEP_SUMMARY } = process.env
    if (GITHUB_ACTIONS && GITHUB_STEP_SUMMARY) {
      appendFileSync(GITHUB_STEP_SUMMARY, tallyMarkdown(result))
    }
  }

  /** Playwright goes on to print the tests themselves. */
  printsToStdio(): boolean {
    return false
  }

  #writeFile(text: string): void {
    if (this.#options.outputFile === undefined) return
    const path = this.#resolve(this.#options.outputFile)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(path, text)
  }

  #resolve(path: string): string {
    return resolve(this.#options.configDir ?? '', path)
  }
}
