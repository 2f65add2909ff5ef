import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'

/** Notes what is imported once the test file is loaded, and what of Node.js is patched. */
const SPEC = `
  import { registerHooks } from 'node:module'
  import http from 'node:http'
  import net from 'node:net'
  const imported = []
  const parts = () => [fetch, http.request, http.ClientRequest, net.connect, net.Socket.prototype.connect, Headers]
  const before = parts()
  registerHooks({ resolve(name, context, next) { imported.push(name); return next(name, context) } })
  import { test, expect } from 'replaywright'
  const packages = () => imported.map((name) => name.split('/')[0]).filter((name) => /^(msw|nock)$/.test(name))
  console.log('PATCHED BY IMPORT ' + parts().some((part, i) => part !== before[i]))
  test('a', () => { console.log('LOADED ' + [...new Set(packages())].join()) })`

for (const engine of ['msw', 'nock'] as const) {
  test(`engine ${engine} -> loads no other, and importing the package patches nothing`, async () => {
    await using consumer = createConsumer({
      files: { 'a.spec.ts': SPEC },
      config: `export default { workers: 1, use: { engine: '${engine}' } }`,
      packages: ['nock'],
    })
    const run = await consumer.run([], { env: { CI: '1' } })
    expect(run, run.output).toMatchObject({ exitCode: 0, passed: 1 })
    expect(run.output).toContain('PATCHED BY IMPORT false')
    expect(run.output).not.toContain('PATCHED BY IMPORT true')
    expect(run.tests[0]!.stdout).toContain(`LOADED ${engine}\n`)
  })
}

test('engine nock without nock -> an error that names the install command', async () => {
  await using consumer = createConsumer({
    files: { 'a.spec.ts': `import { test } from 'replaywright'; test('a', () => {})` },
    config: `export default { workers: 1, use: { engine: 'nock' } }`,
  })
  const run = await consumer.run()
  expect(run).toMatchObject({ exitCode: 1, failed: 1 })
  expect(run.errors.join('\n')).toContain(
    'The option engine is "nock", and the package nock is not installed.\n  Install it:  npm i -D nock',
  )
})

test('an engine that there is not -> an error that names those there are', async () => {
  await using consumer = createConsumer({
    files: { 'a.spec.ts': `import { test } from 'replaywright'; test('a', () => {})` },
    config: `export default { workers: 1, use: { engine: 'vcr' } }`,
  })
  const run = await consumer.run()
  expect(run).toMatchObject({ exitCode: 1, failed: 1 })
  expect(run.errors.join('\n')).toContain('the option engine is "vcr"; use "msw" or "nock"')
})
