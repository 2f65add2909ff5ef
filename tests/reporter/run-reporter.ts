import { spawn } from 'node:child_process'
import { text } from 'node:stream/consumers'
import { stripVTControlCharacters } from 'node:util'
import { cleanEnvironment, type Consumer } from '../support/consumer.ts'

/** A configuration with the reporter; `use` and more by `extra`. */
export const CONFIG: string = configWith('')

export function configWith(extra: string, options = ''): string {
  return `import { defineConfig } from '@playwright/test'
export default defineConfig({
  workers: 1,
  reporter: process.env.BLOB ? 'blob' : [['dot'], ['replaywright/reporter', { outputFile: 'out/cassettes.json', ${options} }]],
  ${extra}
})
`
}

export const SPEC: string = `import { test, expect } from 'replaywright'
const get = (session, path) => session.get(process.env.API + path)
`

export const FILES: Readonly<Record<string, string>> = {
  'tests/a.spec.ts': `${SPEC}
test('one', async ({ session }) => {
  await get(session, '/one')
  if (process.env.BREAK === 'unused') return
  await get(session, process.env.BREAK === 'miss' ? '/elsewhere?token=hunter2hunter2' : '/two')
})`,
  'tests/b.spec.ts': `${SPEC}
test('two', async ({ session }, { retry }) => {
  await get(session, '/three')
  expect(retry).toBe(Number(process.env.RETRY ?? 0))
})`,
}

export interface Run {
  readonly output: string
  readonly json: Record<string, unknown>
}

/** Runs Playwright with the reporters of the configuration. */
export async function playwright(
  consumer: Consumer,
  args: readonly string[],
  env: Readonly<Record<string, string>> = {},
): Promise<Run> {
  consumer.remove('out')
  const cli = consumer.path('node_modules/@playwright/test/cli.js')
  const child = spawn(process.execPath, [cli, ...args], {
    cwd: consumer.root,
    env: { ...cleanEnvironment(), ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const output = stripVTControlCharacters(await text(child.stdout))
  const json = consumer.exists('out/cassettes.json') ? consumer.read('out/cassettes.json') : '{}'
  return { output, json: JSON.parse(json) as Run['json'] }
}

export const ONE: string = 'fixtures/tests/a/one.har'
export const TWO: string = 'fixtures/tests/b/two.har'

export const NOTHING: Readonly<Record<string, unknown>> = {
  replayed: [],
  recorded: [],
  changed: [],
  unchanged: [],
  drifted: [],
  missed: [],
  unused: [],
  stale: [],
  gone: [],
}
