import { besideLive } from '../beside-live.ts'
import type { Measure } from '../measure.ts'
import { harOf } from '../recordings.ts'

const SET_UP_MSW = `const { setupServer } = await import('msw/node')
    const { http, HttpResponse } = await import('msw/http').catch(() => import('msw'))
    globalThis.mocks ??= setupServer(http.all('*', () => HttpResponse.json({ items: [] })))
    if (turn === 0) globalThis.mocks.listen()`

/** What a request costs in a test that replays. */
export const measure: Measure = {
  title: "a replayed request in a test ÷ a live one by Playwright's request, on loopback",
  targets: { 'session, msw': '<= 1.0', 'session, nock': '<= 1.1' },
  run: () =>
    besideLive({
      env: { CASSETTE: 'one.har', REPLAYWRIGHT_MODE: 'none' },
      peer: { name: "msw's setupServer", before: SET_UP_MSW },
      files: (url) => ({ 'one.har': harOf([`${url}/articles`]) }),
    }),
}
