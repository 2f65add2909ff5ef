import { LiveServer } from '../../tests/support/live-server.ts'
import { median, milliseconds, type Measure } from '../measure.ts'
import { createProject, runWhole } from '../project.ts'
import { harOf } from '../recordings.ts'

const FILES = 20
const suite = `import { test, expect } from 'replaywright'
for (let number = 0; number < 100; number++) {
  test('test ' + number, async ({ session }) => {
    for (let one = 0; one < 10; one++) {
      expect((await session.get('/articles/' + one)).status()).toBe(200)
    }
  })
}
`

/** Whether workers get into each other's way. */
export const measure: Measure = {
  title: '2,000 replayed tests of 10 requests by one worker ÷ by two',
  targets: { 'two workers': '>= 1.7' },
  async run() {
    await using server = await LiveServer.start(new URL('../server.ts', import.meta.url))
    const urls = Array.from({ length: 10 }, (_none, one) => `${server.url}/articles/${one}`)
    const files = Array.from({ length: FILES }, (_none, file) => [`tests/${file}.spec.ts`, suite])
    await using project = createProject({ ...Object.fromEntries(files), 'ten.har': harOf(urls) })
    const env = { API_URL: server.url, CASSETTE: 'ten.har', REPLAYWRIGHT_MODE: 'none' }
    const rounds: number[][] = []
    for (let round = 0; round < 1; round++) {
      rounds.push([
        await runWhole(project, 'tests', { ...env, WORKERS: '1' }),
        await runWhole(project, 'tests', { ...env, WORKERS: '2' }),
      ])
    }
    return ['one worker', 'two workers'].map((name, index) => ({
      name,
      ratio: median(rounds.map((round) => round[0]! / round[index]!)),
      value: milliseconds(median(rounds.map((round) => round[index]!))),
    }))
  },
}
