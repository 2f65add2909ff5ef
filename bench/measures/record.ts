import { besideLive } from '../beside-live.ts'
import type { Measure } from '../measure.ts'

const RECORD_BY_NOCK = `const { default: nock } = await import('nock')
    if (turn === 0) nock.recorder.rec({ dont_print: true, output_objects: true })
    nock.recorder.clear()`

/** What a request costs in a test that records. */
export const measure: Measure = {
  title: "a request that is recorded in a test ÷ a live one by Playwright's request",
  targets: { 'session, msw': '<= 1.25' },
  run: () =>
    besideLive({
      env: { REPLAYWRIGHT_MODE: 'all' },
      peer: { name: "nock's recorder", before: RECORD_BY_NOCK },
    }),
}
