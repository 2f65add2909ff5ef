import { expect, test } from '@playwright/test'
import { createConsumer } from './support/consumer.ts'
import { LiveServer } from './support/live-server.ts'

const API = new URL('../demo/api.ts', import.meta.url)

test('titles that are no file names -> cassettes that replay', async () => {
  const titles = ['a/b\\\\c', '..', '🍪 日本', 'nul', 'x'.repeat(300), 'v1.2: GET /?q=*', '<b>"q"|']
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({
    files: {
      'tests/a.spec.ts': `
        import { test, expect } from 'replaywright'
        for (const title of ${JSON.stringify(titles)})
          test(title, async ({ session }) => {
            expect((await session.get(process.env.API_URL + '/admin')).status()).toBe(403)
          })`,
    },
  })
  const env = { API_URL: server.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: titles.length })
  const files = consumer.files('fixtures/**')
  expect(files).toHaveLength(titles.length)
  for (const file of files) expect(file).toMatch(/^fixtures\/tests\/a\/[^/\\:*?"<>|]{1,104}$/)
  await server.stop()
  expect(await consumer.run([], { env: { ...env, CI: '1' } })).toMatchObject({
    passed: titles.length,
    failed: 0,
  })
})

test('two titles of one file name -> an error that names both, and the first recording kept', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({
    files: {
      'tests/a.spec.ts': `
        import { test, expect } from 'replaywright'
        for (const title of ['a/b', 'a b'])
          test(title, async ({ session }) => { await session.get(process.env.API_URL + '/admin') })`,
    },
  })
  const run = await consumer.run(['-u', 'all'], { env: { API_URL: server.url } })
  expect(run).toMatchObject({ passed: 1, failed: 1 })
  const errors = run.errors.join('\n')
  expect(errors).toContain('fixtures/tests/a/a-b.har belongs to another test')
  expect(errors).toContain('recorded by  tests/a.spec.ts › a/b')
  expect(errors).toContain('wanted by    tests/a.spec.ts › a b')
  expect(consumer.read('fixtures/tests/a/a-b.har')).toContain('tests/a.spec.ts › a/b')
})

test('a request in flight at the end of a test is awaited and recorded', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({
    files: {
      'tests/a.spec.ts': `
        import { test, expect } from 'replaywright'
        test('leaves early', async ({ cassette }) => { void fetch(process.env.API_URL + '/admin') })
        test('the next one', async ({ cassette }) => {
          await new Promise((resolve) => setTimeout(resolve, 200))
          expect(cassette.interactions).toEqual([])
        })`,
    },
  })
  expect(await consumer.run([], { env: { API_URL: server.url } })).toMatchObject({ passed: 2 })
  expect(consumer.files('fixtures/**')).toEqual(['fixtures/tests/a/leaves-early.har'])
})

test('a request that never ends is reported, and nothing is recorded', async () => {
  await using consumer = createConsumer({
    files: {
      'tests/a.spec.ts': `
        import { createServer } from 'node:net'
        import { test, expect } from 'replaywright'
        test('hangs', async ({ cassette }) => {
          const server = createServer(() => {}).listen(0, '127.0.0.1')
          await new Promise((resolve) => server.once('listening', resolve))
          fetch('http://127.0.0.1:' + server.address().port + '/slow').catch(() => {})
          await new Promise((resolve) => setTimeout(resolve, 100))
        })`,
    },
  })
  const run = await consumer.run()
  expect(run).toMatchObject({ passed: 0, failed: 1 })
  expect(run.errors.join('\n')).toMatch(
    /1 of this test's requests had no response 5 s after its end[^]*GET http:\/\/127\.0\.0\.1:\d+\/slow/,
  )
  expect(consumer.exists('fixtures')).toBe(false)
})

test('two users in one test and other clients of the worker replay without swapping', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({
    files: {
      'tests/a.spec.ts': `
        import { test, expect } from 'replaywright'
        test.use({ baseURL: process.env.API_URL, sessionHeaders: { 'X-Team': 'tea' } })
        test('two users', async ({ session, newSession, request, cassette }) => {
          const bob = await newSession({ headers: { 'X-User': 'bob' } })
          await session.post('/login', { form: { user: 'ada', password: 'correct horse' } })
          await bob.post('/login', { form: { user: 'bob', password: 'correct horse' } })
          const [first, second] = await Promise.all([bob.get('/orders'), session.get('/orders')])
          expect((await first.json()).user).toBe('bob')
          expect((await second.json()).user).toBe('ada')
          expect((await request.get('/admin')).status()).toBe(403)
          expect((await fetch(process.env.API_URL + '/picture')).headers.get('content-type')).toBe('image/png')
          session.reset()
          expect((await session.get('/orders')).status()).toBe(401)
          expect(cassette.interactions.length).toBe(9)
        })`,
    },
  })
  const env = { API_URL: server.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
  const har = consumer.read('fixtures/tests/a/two-users.har')
  expect(har).toContain('"value": "bob"')
  await server.stop()
  expect(
    await consumer.run(['--repeat-each=4', '--workers=2'], { env: { ...env, CI: '1' } }),
  ).toMatchObject({
    passed: 4,
    failed: 0,
  })
})
