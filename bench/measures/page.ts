import { LiveServer } from '../../tests/support/live-server.ts'
import type { Measure } from '../measure.ts'
import { contestant, createProject, turns } from '../project.ts'
import { harOf } from '../recordings.ts'
import { race } from '../turns.ts'

const COUNTS = [10, 10_000]

/** A page of the server's own origin, which then fetches. */
const fetching = (from: string, before = ''): string =>
  turns(
    from,
    'page',
    "page.evaluate(() => fetch('/articles/5').then((response) => response.text()))",
    `${before}
    await page.goto('/articles/1')`,
  )

/** What a page's request costs, asked for from the page. */
export const measure: Measure = {
  title: "a page's fetch answered from the cassette ÷ live, in Chromium",
  targets: { '10 recordings': '<= 0.9', '10,000 recordings': '<= 0.9' },
  async run() {
    await using server = await LiveServer.start(new URL('../server.ts', import.meta.url))
    const hars = COUNTS.map((count): [string, string] => {
      const urls = Array.from({ length: count }, (_none, one) => `${server.url}/articles/${one}`)
      return [`${count}.har`, harOf(urls)]
    })
    const fromHar = 'await page.routeFromHAR(process.env.CASSETTE)'
    await using project = createProject(
      {
        ...Object.fromEntries(hars),
        'live.spec.ts': fetching('@playwright/test'),
        'cassette.spec.ts': fetching('replaywright'),
        'har.spec.ts': fetching('@playwright/test', fromHar),
      },
      { withBrowser: true },
    )
    const live = { API_URL: server.url }
    return await race({
      contestants: [
        contestant(project, 'live', 'live.spec.ts', live),
        ...COUNTS.flatMap((count) => {
          const env = { ...live, CASSETTE: `${count}.har`, PAGES: '1', REPLAYWRIGHT_MODE: 'none' }
          const name = `${count.toLocaleString('en')} recordings`
          return [
            contestant(project, name, 'cassette.spec.ts', env),
            contestant(project, `${name}, routeFromHAR`, 'har.spec.ts', env),
          ]
        }),
      ],
      rounds: 9,
      size: 50,
    })
  },
}
