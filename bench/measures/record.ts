import { LiveServer } from '../../tests/support/live-server.ts'
import type { Measure } from '../measure.ts'
import { contestant, createProject, turns } from '../project.ts'
import { race } from '../turns.ts'

/** What a request costs in a test that records. */
export const measure: Measure = {
  title: "a request that is recorded in a test ÷ a live one by Playwright's request",
  targets: { 'session, msw': '<= 1.25' },
  async run() {
    await using server = await LiveServer.start(new URL('../server.ts', import.meta.url))
    await using project = createProject({
      'live.spec.ts': turns('@playwright/test', 'request', 'request.get(url)'),
      'session.spec.ts': turns('replaywright', 'session', 'session.get(url)'),
      'request.spec.ts': turns('replaywright', 'request', 'request.get(url)'),
      'nock.spec.ts': turns('@playwright/test', 'request', 'request.get(url)', RECORD_BY_NOCK),
    })
    const live = { API_URL: server.url }
    const record = { ...live, REPLAYWRIGHT_MODE: 'all' }
    return await race({
      contestants: [
        contestant(project, 'request, live', 'live.spec.ts', live),
        contestant(project, 'session, msw', 'session.spec.ts', record),
        contestant(project, 'session, nock', 'session.spec.ts', { ...record, ENGINE: 'nock' }),
        contestant(project, 'request, msw', 'request.spec.ts', record),
        contestant(project, "nock's recorder", 'nock.spec.ts', live),
      ],
      rounds: 15,
      size: 100,
    })
  },
}

const RECORD_BY_NOCK = `const { default: nock } = await import('nock')
    if (turn === 0) nock.recorder.rec({ dont_print: true, output_objects: true })
    nock.recorder.clear()`
