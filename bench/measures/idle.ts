import { median, milliseconds, type Measure } from '../measure.ts'
import { createProject, runWhole } from '../project.ts'

const TESTS = 200

/** Tests that do nothing, the last of which says how long one took, from the start of one to that of the next. */
const suite = (from: string): string => `import { test } from '${from}'
import { writeFileSync } from 'node:fs'
const starts = []
for (let number = 0; number < ${TESTS}; number++) {
  test('test ' + number, () => {
    starts.push(performance.now())
    if (number < ${TESTS - 1}) return
    const gaps = starts.map((start, at) => start - starts[at - 1]).slice(${TESTS / 2})
    writeFileSync('${from.replace(/\W/g, '')}.txt', String(gaps.toSorted((a, b) => a - b)[${TESTS / 4}]))
  })
}
`

/** What the plugin costs a test that makes no request. */
export const measure: Measure = {
  title:
    'milliseconds that a test without a request takes more than a plain one, once its worker is warm',
  targets: { 'with the plugin': '<= 1.0' },
  async run() {
    await using project = createProject({
      'plain.spec.ts': suite('@playwright/test'),
      'plugin.spec.ts': suite('replaywright'),
    })
    const one = async (file: string, from: string): Promise<number> => {
      await runWhole(project, file, { REPLAYWRIGHT_MODE: 'missing' })
      return Number(project.read(`${from}.txt`))
    }
    const rounds: number[][] = []
    for (let round = 0; round < 9; round++) {
      rounds.push([
        await one('plain.spec.ts', 'playwrighttest'),
        await one('plugin.spec.ts', 'replaywright'),
      ])
    }
    if (project.files('fixtures/**').length > 0)
      throw new Error('a test without requests wrote a file')
    return ['a plain test', 'with the plugin'].map((name, index) => ({
      name,
      ratio: median(rounds.map((round) => round[index]! - round[0]!)),
      value: milliseconds(median(rounds.map((round) => round[index]!))),
    }))
  },
}
