import { DEFAULT_CASSETTE_PATH } from './cassette/name.ts'
import type { EngineName } from './engines/engine.ts'
import type { RecordMode } from './record-mode.ts'

/**
 * The plugin's options, set by `use` in the Playwright configuration or by `test.use`.
 *
 * @example
 * export default defineConfig<ReplaywrightOptions, ReplaywrightWorkerOptions>({
 *   use: { recordMode: 'none', cassettePath: 'cassettes/{testTitle}.har' },
 * })
 */
export interface ReplaywrightOptions {
  /**
   * What a run does with a test's cassette. Where it is not set, Playwright's `--update-snapshots` says, and
   * `REPLAYWRIGHT_MODE` wins over both.
   */
  recordMode: RecordMode | undefined
  /**
   * Where a test's cassette lies, relative to the configuration's folder. Default
   * `fixtures/{testFilePath}/{testTitle}.har`; there are also `{projectName}` and `{testDir}`.
   */
  cassettePath: string
  /** Header fields that every request of a session carries. Default none. */
  sessionHeaders: Record<string, string>
}

/** The options that hold for a whole worker. */
export interface ReplaywrightWorkerOptions {
  /** What intercepts the worker's HTTP traffic. Default `msw`. */
  engine: EngineName
}

/** The options with their defaults, in the form in which `test.extend` takes them. */
export const OPTION_FIXTURES: {
  [Name in keyof ReplaywrightOptions]: [ReplaywrightOptions[Name], { option: true }]
} = {
  recordMode: [undefined, { option: true }],
  cassettePath: [DEFAULT_CASSETTE_PATH, { option: true }],
  sessionHeaders: [{}, { option: true }],
}
