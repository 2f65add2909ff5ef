import { cpSync, readFileSync } from 'node:fs'
import { basename, join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { FOREIGN } from '../cli/run-cli.ts'
import { createConsumer, type ConsumerRun } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'
import { linkCommands, runShell } from '../support/shell.ts'
import { PAGES, placeOf, readBlocks, readPage, WAYS, type Block } from './blocks.ts'
import { CONFIG, fileOf, TSCONFIG } from './project.ts'
import { workflowCommands } from './workflow.ts'

const REPOSITORY = resolve(import.meta.dirname, '../..')
const TSC = join(REPOSITORY, 'node_modules/.bin/tsc')

/** What commands of the pages take from other tools. */
const FOREIGN_FILES = {
  '__nock-fixtures__/login.json': 'nock-back-13.json',
  'recordings/login/recording.har': 'polly.har',
  'snapshots/login.json': 'snapshot-agent.json',
  'tests/cassettes/login.yaml': 'vcrpy.yaml',
  'spec/cassettes/login.yml': 'vcr.yml',
  'tests/cassettes/login.json': 'betamax.json',
  'hars/login.har': 'devtools.har',
  'hars/shop.har': 'devtools.har',
  'hars/login.zip': 'playwright.zip',
}

const blocks = readBlocks()
const of = (...ways: Block['way'][]): Block[] => blocks.filter(({ way }) => ways.includes(way))

test('each block of the documentation says how it is run', ({}, testInfo) => {
  const unknown = blocks.filter(({ way }) => way === undefined)
  expect(
    unknown.map(placeOf),
    'put `<!-- run: … -->` before these blocks; tests/docs/blocks.ts has the ways',
  ).toEqual([])
  const list = blocks.map((block) => `${placeOf(block)}  ${block.way}: ${WAYS[block.way!]}`)
  testInfo.annotations.push({ type: 'blocks', description: list.join('\n') })
  // A fence that the pattern does not find, an indented one say, would be skipped in silence.
  for (const page of PAGES) {
    const fences = readPage(page).match(/^\s*(?:```|~~~)/gm) ?? []
    expect(fences, page).toHaveLength(2 * blocks.filter((block) => block.page === page).length)
  }
})

test('the blocks compile, load, run, record and replay', async () => {
  const files = blocks.flatMap((block) => fileOf(block) ?? [])
  await using consumer = createConsumer({
    files: {
      ...Object.fromEntries(files.map(({ path, content }) => [path, content])),
      'tsconfig.json': TSCONFIG,
    },
    config: CONFIG,
    packages: ['@types/node', 'undici-types'],
  })
  for (const [path, name] of Object.entries(FOREIGN_FILES)) {
    cpSync(join(FOREIGN, name), consumer.path(path))
  }
  linkCommands(consumer.root)
  const cwd = consumer.root

  await test.step('compile', async () => {
    const { output } = await runShell(TSC, { cwd })
    expect(output).toBe('')
  })

  await test.step('load', async () => {
    const configs = files.filter(({ path }) => path.startsWith('configs/'))
    expect(configs).toHaveLength(of('config', 'use').length)
    for (const { path } of configs) {
      const load = `import('./${path}').then((m) => console.log(Object.keys(m.default.use ?? m.default).length))`
      const { output } = await runShell(`node -e "${load}"`, { cwd, env: { API: 'http://a.test' } })
      expect(Number(output), `${path}: ${output}`).toBeGreaterThan(0)
    }
  })

  const server = await LiveServer.start(new URL('api.ts', import.meta.url))
  const env = { API: server.url }
  const live = { ...env, PASSWORD: 'correct horse' }
  let recorded: ConsumerRun
  try {
    recorded = await test.step('record', () => consumer.run([], { env: live }))
    expect(recorded, recorded.output).toMatchObject({ exitCode: 0, failed: 0, skipped: 0 })
    const ran = new Set(recorded.tests.map(({ file }) => basename(file)))
    const tests = files.filter(({ path }) => /^tests\/.*\.(?:spec|setup)\.ts$/.test(path))
    expect([...ran].toSorted()).toEqual(tests.map(({ path }) => basename(path)).toSorted())

    for (const block of of('shell')) {
      await test.step(placeOf(block), async () => {
        const { exitCode, output } = await runShell(block.text, { cwd, env: live })
        expect(exitCode, `${placeOf(block)}\n${output}`).toBe(0)
      })
    }
    for (const block of of('workflow')) {
      for (const { script, env: own } of workflowCommands(block.text)) {
        await test.step(`${placeOf(block)} ${script}`, async () => {
          const { exitCode, output } = await runShell(script, { cwd, env: { ...env, ...own } })
          expect(exitCode, `${placeOf(block)} ${script}\n${output}`).toBe(0)
        })
      }
    }
  } finally {
    await server.stop()
  }

  await test.step('replay, without the service and its password', async () => {
    const fixtures = consumer.snapshot('fixtures/**')
    const replayed = await consumer.run([], { env: { ...env, CI: '1' } })
    expect(replayed, replayed.output).toMatchObject({ passed: recorded.passed, failed: 0 })
    expect(consumer.snapshot('fixtures/**')).toEqual(fixtures)
  })
})

test('the scripts of this repository that pages name exist', () => {
  const { scripts } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const named = of('scripts').flatMap(({ text }) => [
    ...text.matchAll(/\bnpm (?:run (?<name>[\w:]+)|(?<short>test)\b)/g),
  ])
  expect(named.length).toBeGreaterThan(0)
  for (const { groups } of named)
    expect(scripts).toHaveProperty(groups!['name'] ?? groups!['short']!)
})
