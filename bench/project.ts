import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readFileSync } from 'node:fs'
import { chromium } from '../tests/support/chromium.ts'
import { createConsumer, type Consumer } from '../tests/support/consumer.ts'
import type { Contestant } from './turns.ts'

const CLI = new URL('../node_modules/@playwright/test/cli.js', import.meta.url).pathname

/** Options by the environment, so that contestants of one project differ in nothing else. */
const config = (launchOptions: object): string => `export default {
  workers: Number(process.env.WORKERS ?? 1),
  fullyParallel: true,
  timeout: 0,
  reporter: process.env.REPORTER ?? 'dot',
  use: {
    baseURL: process.env.API_URL,
    engine: process.env.ENGINE ?? 'msw',
    matchOn: { repeats: 'last' },
    unusedInteractions: 'ignore',
    launchOptions: ${JSON.stringify(launchOptions)},
    ...(process.env.CASSETTE && { cassettePath: process.env.CASSETTE }),
    ...(process.env.PAGES && { capturePages: true }),
  },
}
`

/** A Playwright project with the files of `contestants/` that it names. */
export function createProject(
  files: Readonly<Record<string, string>>,
  { withBrowser = false }: { withBrowser?: boolean } = {},
): Consumer {
  const turn = readFileSync(new URL('turn.ts', import.meta.url), 'utf8')
  return createConsumer({
    files: { 'turn.ts': turn, ...files },
    config: config(withBrowser ? chromium() : {}),
    packages: ['nock'],
  })
}

/**
 * A test file whose tests have a turn each: Playwright keeps all steps of a test, and looks through them at each new one.
 *
 * @param from `@playwright/test` or `replaywright`.
 * @param thing an expression of a promise, in which `url` is that of the server.
 */
export function turns(from: string, fixtures: string, thing: string, before = ''): string {
  return `import { test } from '${from}'
import { joinRace } from './turn.ts'
const race = process.env.TEST_WORKER_INDEX ? joinRace() : undefined
const url = process.env.API_URL + '/articles'
let over = false
for (let turn = 0; turn < 200; turn++) {
  test('turn ' + turn, async ({ ${fixtures} }) => {
    if (over) return
    ${before}
    over = !(await race.one(() => ${thing}))
  })
}
`
}

/** A contestant that runs one test file of a project. */
export function contestant(
  project: Consumer,
  name: string,
  file: string,
  env: Readonly<Record<string, string>>,
): Contestant {
  return {
    name,
    command: [process.execPath, CLI, 'test', file, '-x'],
    cwd: project.root,
    env: withoutCI(env),
  }
}

/** Runs `playwright test` to its end, and says how many milliseconds it took. */
export async function runWhole(
  project: Consumer,
  file: string,
  env: Readonly<Record<string, string>>,
): Promise<number> {
  const start = performance.now()
  const child = spawn(process.execPath, [CLI, 'test', file], {
    cwd: project.root,
    env: { ...process.env, ...withoutCI(env) },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text))
  const [code] = (await once(child, 'exit')) as [number]
  if (code !== 0) throw new Error(`${file} failed:\n${output}`)
  return performance.now() - start
}

/** CI changes record modes: a contestant says itself what it is. */
function withoutCI(env: Readonly<Record<string, string>>): Record<string, string> {
  return { CI: '', ...env }
}
