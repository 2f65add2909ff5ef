import { DEFAULT_CASSETTE_PATH } from './cassette/name.ts'
import type { ReplaywrightOptions } from './options.ts'

/** The options with their defaults, in the form in which `test.extend` takes them. */
export const OPTION_FIXTURES: {
  [Name in keyof ReplaywrightOptions]: [ReplaywrightOptions[Name], { option: true }]
} = {
  recordMode: [undefined, { option: true }],
  cassettePath: [DEFAULT_CASSETTE_PATH, { option: true }],
  matchOn: [{}, { option: true }],
  staleAfter: [undefined, { option: true }],
  unusedInteractions: ['warn', { option: true }],
  ignoreRequests: [[], { option: true }],
  hooks: [{}, { option: true }],
  timing: ['instant', { option: true }],
  redact: [{}, { option: true }],
  sessionHeaders: [{}, { option: true }],
  capturePages: [false, { option: true }],
  attachCassette: ['only-on-failure', { option: true }],
}
