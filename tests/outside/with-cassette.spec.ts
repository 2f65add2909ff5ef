import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { createConsumer, type Consumer } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'

const API = new URL('../../demo/api.ts', import.meta.url)
const run = promisify(execFile)

/** Signs in and looks at the orders, with global fetch. */
const SIGN_IN = `
  const api = process.env.API_URL
  const signIn = async () => {
    const login = await fetch(api + '/login', { method: 'POST', redirect: 'manual',
      body: new URLSearchParams({ user: 'ada', password: 'correct horse' }) })
    const cookie = login.headers.getSetCookie().map((field) => field.split(';')[0]).join('; ')
    return (await (await fetch(api + '/orders', { headers: { cookie } })).json()).user
  }`

/** Runs a command in a consumer's folder, with nothing of this run in its environment. */
async function command(
  consumer: Consumer,
  args: string[],
  env: Record<string, string>,
): Promise<{ code: number; output: string }> {
  try {
    const { stdout, stderr } = await run(process.execPath, args, {
      cwd: consumer.root,
      env: { PATH: process.env['PATH']!, ...env },
    })
    return { code: 0, output: stdout + stderr }
  } catch (error) {
    const { code, stdout, stderr } = error as { code: number; stdout: string; stderr: string }
    return { code, output: stdout + stderr }
  }
}

const RUNNERS: Record<string, { file: string; content: string; args: string[] }> = {
  'a plain script': {
    file: 'script.mjs',
    content: `
      import { withCassette } from 'replaywright'
      ${SIGN_IN}
      const user = await withCassette('fixtures/sign-in.har', {}, signIn)
      if (user !== 'ada') throw new Error(user)`,
    args: ['script.mjs'],
  },
  'a plain script by nock': {
    file: 'script.mjs',
    content: `
      import { withCassette } from 'replaywright'
      ${SIGN_IN}
      const user = await withCassette('fixtures/sign-in', { engine: 'nock' }, signIn)
      if (user !== 'ada') throw new Error(user)`,
    args: ['script.mjs'],
  },
  'node:test': {
    file: 'a.test.mjs',
    content: `
      import assert from 'node:assert/strict'
      import { before, test } from 'node:test'
      import { withCassette } from 'replaywright'
      ${SIGN_IN}
      let user
      before(() => withCassette('fixtures/sign-in.har', {}, async () => { user = await signIn() }))
      test('signed in', () => assert.equal(user, 'ada'))`,
    args: ['--test', 'a.test.mjs'],
  },
}

for (const [name, { file, content, args }] of Object.entries(RUNNERS)) {
  test(`${name} -> records, replays with the server gone, and refuses on CI what was not recorded`, async () => {
    await using server = await LiveServer.start(API)
    await using consumer = createConsumer({ files: { [file]: content }, packages: ['nock'] })
    const env = { API_URL: server.url }
    const refused = await command(consumer, args, { ...env, CI: '1' })
    expect(refused.code).toBe(1)
    expect(refused.output).toContain(`No recorded response for POST ${server.url}/login`)
    expect(refused.output).toContain('run the same with the variable REPLAYWRIGHT_MODE=all')
    expect(consumer.files('fixtures/**')).toEqual([])
    expect(await command(consumer, args, env)).toMatchObject({ code: 0 })
    expect(JSON.parse(consumer.read('fixtures/sign-in.har')).log.entries).toHaveLength(2)
    await server.stop()
    expect(await command(consumer, args, { ...env, CI: '1' })).toMatchObject({ code: 0 })
  })
}

test('fn rejects, or a second call overlaps -> its error, and nothing written', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({
    files: {
      'script.mjs': `
        import { withCassette } from 'replaywright'
        const admin = () => fetch(process.env.API_URL + '/admin')
        const rejected = await withCassette('fixtures/a.har', {}, async () => {
          await admin()
          throw new Error('in the middle')
        }).catch((error) => error)
        console.log(rejected.message)
        const nested = await withCassette('fixtures/b.har', {}, () =>
          withCassette('fixtures/c.har', {}, admin)).catch((error) => error)
        console.log(nested.message)
        const [first, second] = await Promise.allSettled([
          withCassette('fixtures/d.har', {}, admin), withCassette('fixtures/e.har', {}, admin)])
        console.log(first.status, second.reason.message)
        console.log(await withCassette('fixtures/f', {}, async (cassette) => {
          await admin()
          return [cassette.mode, cassette.path.endsWith('fixtures/f.har')].join(' ')
        }))
        const left = await withCassette('fixtures/f', { recordMode: 'none' }, async (cassette) => {
          await admin()
          await fetch('http://never.test/').catch(() => {})
        }).catch((error) => error)
        console.log(left.name, left.message)`,
    },
  })
  const { code, output } = await command(consumer, ['script.mjs'], { API_URL: server.url })
  expect(code, output).toBe(0)
  expect(output).toContain('in the middle\n')
  expect(output).toContain(
    'withCassette("fixtures/c.har") was called while withCassette("fixtures/b.har") runs',
  )
  expect(output).toContain(
    'fulfilled withCassette("fixtures/e.har") was called while withCassette("fixtures/d.har") runs',
  )
  expect(output).toContain('Await the first before the second, or make one cassette of both.')
  expect(output).toContain('missing true\n')
  expect(output).toContain('CassetteMissError No recorded response for GET http://never.test/')
  expect(consumer.files('fixtures/**')).toEqual(['fixtures/d.har', 'fixtures/f.har'])
})

test('in beforeAll, in global setup and in a test -> each its own cassette, and -u is heard', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({
    files: {
      'setup.ts': `
        import { withCassette } from 'replaywright'
        export default (config) =>
          withCassette('fixtures/setup.har', { recordMode: process.env.CI ? 'none' : 'missing' }, () =>
            fetch(process.env.API_URL + '/admin?setup'))`,
      'a.spec.ts': `
        import { test, expect, withCassette } from 'replaywright'
        const get = (path) => fetch(process.env.API_URL + path).then((response) => response.status)
        test.beforeAll(async () => {
          expect(await withCassette('fixtures/before.har', {}, () => get('/admin?before'))).toBe(403)
        })
        test('a', async () => {
          expect(await get('/admin?one')).toBe(403)
          const engine = process.env.OTHER_ENGINE
          expect(await withCassette('fixtures/inner.har', engine ? { engine } : {}, () => get('/admin?inner'))).toBe(403)
          expect(await get('/admin?two')).toBe(403)
        })`,
    },
    config: `export default { workers: 1, globalSetup: './setup.ts' }`,
  })
  const env = { API_URL: server.url }
  const first = await consumer.run([], { env })
  expect(first, first.output).toMatchObject({ passed: 1, failed: 0 })
  expect(consumer.files('fixtures/**')).toEqual(
    ['a/a.har', 'before.har', 'inner.har', 'setup.har'].map((name) => `fixtures/${name}`),
  )
  const { entries } = JSON.parse(consumer.read('fixtures/a/a.har')).log
  expect(entries.map(({ request }: { request: { url: string } }) => request.url)).toEqual([
    `${server.url}/admin?one`,
    `${server.url}/admin?two`,
  ])
  const before = consumer.read('fixtures/before.har')
  expect(before).toContain('withCassette › fixtures/before.har')
  expect(await consumer.run(['-u', 'all'], { env })).toMatchObject({ passed: 1 })
  expect(consumer.read('fixtures/before.har')).not.toBe(before)
  await server.stop()
  expect(await consumer.run([], { env: { ...env, CI: '1' } })).toMatchObject({
    passed: 1,
    failed: 0,
  })
  const other = await consumer.run([], { env: { ...env, CI: '1', OTHER_ENGINE: 'nock' } })
  expect(other.errors.join('\n')).toContain('the engine "msw" runs in this process already')
})
