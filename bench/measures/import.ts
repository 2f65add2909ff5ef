import { execFileSync } from 'node:child_process'
import { median, milliseconds, type Measure } from '../measure.ts'

const PLUGIN = new URL('../../dist/index.js', import.meta.url).href

function timeImport(...modules: string[]): number {
  const script = `const start = performance.now()
    ${modules.map((module) => `await import('${module}')`).join('\n')}
    console.log(performance.now() - start)
    process.exit(0)`
  const cwd = new URL('../..', import.meta.url)
  return Number(execFileSync(process.execPath, ['--input-type=module', '-e', script], { cwd }))
}

/** What it takes to load the package, which each worker does. */
export const measure: Measure = {
  title: 'importing replaywright and @playwright/test ÷ importing @playwright/test',
  targets: { both: '<= 1.1' },
  async run() {
    const rounds = Array.from({ length: 15 }, () => [
      timeImport('@playwright/test'),
      timeImport('@playwright/test', PLUGIN),
    ])
    return ['@playwright/test', 'both'].map((name, index) => ({
      name,
      ratio: median(rounds.map((round) => round[index]! / round[0]!)),
      value: milliseconds(median(rounds.map((round) => round[index]!))),
    }))
  },
}
