import { createServer } from 'node:net'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { expect, test } from '@playwright/test'
import { createConsumer } from './support/consumer.ts'
import { LiveServer } from './support/live-server.ts'

const API = new URL('../demo/api.ts', import.meta.url)

const ADMIN = `
import { test, expect } from 'replaywright'
test('admin is closed', async ({ session, cassette }) => {
  console.log('MODE ' + cassette.mode)
  expect((await session.get(process.env.API_URL + '/admin')).status()).toBe(403)
})`

const CASSETTE = 'fixtures/tests/a/admin-is-closed.har'

test('CI without a cassette names the file and the command, and opens no connection', async () => {
  // A real listener, which counts: a run that went live would connect here.
  let connections = 0
  const listener = createServer((socket) => void (connections++, socket.destroy()))
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const { port } = listener.address() as AddressInfo
  try {
    await using consumer = createConsumer({ files: { 'tests/a.spec.ts': ADMIN } })
    const run = await consumer.run([], { env: { CI: '1', API_URL: `http://127.0.0.1:${port}` } })
    expect(run).toMatchObject({ passed: 0, failed: 1 })
    const errors = run.errors.join('\n')
    expect(errors).toContain(`No recorded response for GET http://127.0.0.1:${port}/admin`)
    expect(errors).toContain(`cassette  ${CASSETTE}: no such file, and this run records nothing`)
    expect(errors).toContain('npx playwright test tests/a.spec.ts:3 -u')
    expect(connections).toBe(0)
    expect(consumer.exists('fixtures')).toBe(false)
  } finally {
    listener.close()
  }
})

test('a test that makes no request needs no cassette and writes none', async () => {
  await using consumer = createConsumer({
    files: {
      'tests/a.spec.ts': `import { test } from 'replaywright'\ntest('idle', async ({ session }) => {})`,
    },
  })
  expect(await consumer.run()).toMatchObject({ passed: 1 })
  expect(await consumer.run([], { env: { CI: '1' } })).toMatchObject({ passed: 1 })
  expect(consumer.exists('fixtures')).toBe(false)
})

const modes: [name: string, args: string[], env: Record<string, string>, mode: string][] = [
  ['nothing said', [], {}, 'missing'],
  ['CI', [], { CI: '1' }, 'none'],
  ['--update-snapshots=all', ['--update-snapshots=all'], {}, 'all'],
  ['--update-snapshots=none', ['--update-snapshots=none'], {}, 'none'],
  ['REPLAYWRIGHT_MODE over CI and -u', ['-u', 'all'], { CI: '1', REPLAYWRIGHT_MODE: 'off' }, 'off'],
]

test('what is said of the mode -> the mode of the run', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': ADMIN } })
  for (const [name, args, env, mode] of modes) {
    const run = await consumer.run(args, { env: { API_URL: server.url, ...env } })
    expect.soft(run.output, name).toContain(`MODE ${mode}`)
  }
})

test('off goes live and leaves the cassette alone', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': ADMIN } })
  const env = { API_URL: server.url, REPLAYWRIGHT_MODE: 'off' }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
  expect(consumer.exists('fixtures')).toBe(false)
  await server.stop()
  expect(await consumer.run([], { env })).toMatchObject({ passed: 0, failed: 1 })
})

test('a wrong mode is an error that lists the right ones', async () => {
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': ADMIN } })
  const run = await consumer.run([], { env: { REPLAYWRIGHT_MODE: 'once' } })
  expect(run.errors.join('\n')).toContain('REPLAYWRIGHT_MODE is "once", which is no record mode')
})

test('beforeAll may go live where recording is allowed, and not on CI', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({
    files: {
      'tests/a.spec.ts': `
      import { test, expect } from 'replaywright'
      test.beforeAll(async () => { await fetch(process.env.API_URL + '/admin') })
      test('idle', async ({ cassette }) => { expect(cassette.interactions).toEqual([]) })`,
    },
  })
  const env = { API_URL: server.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
  expect(consumer.exists('fixtures')).toBe(false)
  const run = await consumer.run([], { env: { ...env, CI: '1' } })
  expect(run).toMatchObject({ passed: 0, failed: 1 })
})
