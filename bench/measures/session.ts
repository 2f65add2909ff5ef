import { LiveServer } from '../../tests/support/live-server.ts'
import type { Measure } from '../measure.ts'
import { contestant, createProject, turns } from '../project.ts'
import { harOf } from '../recordings.ts'
import { race } from '../turns.ts'

/** What a request costs in a test that replays. */
export const measure: Measure = {
  title: "a replayed request in a test ÷ a live one by Playwright's request, on loopback",
  targets: { 'session, msw': '<= 1.0', 'session, nock': '<= 1.1' },
  async run() {
    await using server = await LiveServer.start(new URL('../server.ts', import.meta.url))
    await using project = createProject({
      'live.spec.ts': turns('@playwright/test', 'request', 'request.get(url)'),
      'session.spec.ts': turns('replaywright', 'session', 'session.get(url)'),
      'request.spec.ts': turns('replaywright', 'request', 'request.get(url)'),
      'msw.spec.ts': turns('@playwright/test', 'request', 'request.get(url)', SET_UP_MSW),
      'one.har': harOf([`${server.url}/articles`]),
    })
    const live = { API_URL: server.url }
    const replay = { ...live, CASSETTE: 'one.har', REPLAYWRIGHT_MODE: 'none' }
    return await race({
      contestants: [
        contestant(project, 'request, live', 'live.spec.ts', live),
        contestant(project, 'session, msw', 'session.spec.ts', replay),
        contestant(project, 'session, nock', 'session.spec.ts', { ...replay, ENGINE: 'nock' }),
        contestant(project, 'request, msw', 'request.spec.ts', replay),
        contestant(project, "msw's setupServer", 'msw.spec.ts', live),
      ],
      rounds: 15,
      size: 100,
    })
  },
}

const SET_UP_MSW = `const { setupServer } = await import('msw/node')
    const { http, HttpResponse } = await import('msw/http').catch(() => import('msw'))
    globalThis.mocks ??= setupServer(http.all('*', () => HttpResponse.json({ items: [] })))
    if (turn === 0) globalThis.mocks.listen()`
