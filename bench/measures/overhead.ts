import { LiveServer } from '../../tests/support/live-server.ts'
import { median, milliseconds, type Measure } from '../measure.ts'
import { createProject, runWhole } from '../project.ts'
import { harOf } from '../recordings.ts'

const suite = (from: string, fixture: string): string => `import { test, expect } from '${from}'
for (let number = 0; number < 100; number++) {
  test('test ' + number, async ({ ${fixture} }) => {
    for (let one = 0; one < 10; one++) {
      expect((await ${fixture}.get('/articles/' + one)).status()).toBe(200)
    }
  })
}
`

/** What a suite takes from the command to its end: start, fixtures, cassettes and all. */
export const measure: Measure = {
  title:
    'a whole run of 100 replayed tests of 10 requests ÷ the same tests without the plugin, live',
  targets: { 'with the plugin, replayed': '<= 1.1' },
  async run() {
    await using server = await LiveServer.start(new URL('../server.ts', import.meta.url))
    const urls = Array.from({ length: 10 }, (_none, one) => `${server.url}/articles/${one}`)
    await using project = createProject({
      'live.spec.ts': suite('@playwright/test', 'request'),
      'replay.spec.ts': suite('replaywright', 'session'),
      'ten.har': harOf(urls),
    })
    const live = { API_URL: server.url }
    const replay = { ...live, CASSETTE: 'ten.har', REPLAYWRIGHT_MODE: 'none' }
    const rounds: number[][] = []
    for (let round = 0; round < 5; round++) {
      rounds.push([
        await runWhole(project, 'live.spec.ts', live),
        await runWhole(project, 'replay.spec.ts', replay),
      ])
    }
    return ['without it, live', 'with the plugin, replayed'].map((name, index) => ({
      name,
      ratio: median(rounds.map((round) => round[index]! / round[0]!)),
      value: milliseconds(median(rounds.map((round) => round[index]!))),
    }))
  },
}
