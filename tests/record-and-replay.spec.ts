import { expect, test } from '@playwright/test'
import { createConsumer } from './support/consumer.ts'
import { LiveServer } from './support/live-server.ts'
import { timeless } from './support/timeless.ts'

const API = new URL('../demo/api.ts', import.meta.url)

/** Twenty tests, each with a login of three Set-Cookie fields and a redirect. */
const SUITE = `
import { test, expect } from 'replaywright'
test.use({ baseURL: process.env.API_URL })
for (let n = 1; n <= 20; n++) {
  test('user ' + n + ' sees her orders', async ({ session }) => {
    const welcome = await session.post('/login', { form: { user: 'user' + n, password: 'correct horse' } })
    expect(welcome.url()).toBe(process.env.API_URL + '/welcome')
    expect(await welcome.text()).toBe('<h1>Welcome, user' + n + '</h1>')
    expect(session.jar.list().map((cookie) => cookie.name)).toEqual(['sid', 'remember', 'csrf'])
    await expect(welcome).toBeOK()
    expect(await (await session.get('/orders')).json()).toEqual({ user: 'user' + n, orders: [{ id: 1, item: 'tea', price: 4.5 }] })
    expect((await session.post('/logout')).status()).toBe(204)
    expect(session.jar.get('sid')).toBeUndefined()
    expect((await session.get('/orders')).status()).toBe(401)
  })
}
`

interface Entry {
  readonly request: { readonly headers: { readonly name: string; readonly value: string }[] }
}

test('a suite of 20 tests replays with the server stopped, sending the cookies that were recorded', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({ files: { 'tests/shop.spec.ts': SUITE } })
  const env = { API_URL: server.url }

  const recorded = await consumer.run(['--workers=4'], { env })
  expect(recorded).toMatchObject({ passed: 20, failed: 0 })
  const fixtures = consumer.snapshot('fixtures/**')
  expect(Object.keys(fixtures)).toHaveLength(20)
  const har = JSON.parse(consumer.read('fixtures/tests/shop/user-1-sees-her-orders.har'))
  const entries = har.log.entries as (Entry & { response: { cookies: unknown[] } })[]
  expect(entries).toHaveLength(5)
  expect(entries[0]!.response.cookies).toHaveLength(3)
  const sent = entries.map((entry) =>
    entry.request.headers.filter(({ name }) => name.toLowerCase() === 'cookie'),
  )
  expect(sent.map((fields) => fields.length)).toEqual([0, 1, 1, 1, 1])

  await server.stop()
  const replayed = await consumer.run(['--workers=4', '--repeat-each=2'], {
    env: { ...env, CI: '1' },
  })
  // A cookie that differs from the recorded one by a byte is a miss, which fails the test.
  expect(replayed).toMatchObject({ passed: 40, failed: 0 })
  expect(consumer.snapshot('fixtures/**')).toEqual(fixtures)
})

test('recording again gives the same files but for times and the session cookies', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({
    files: {
      'tests/public.spec.ts': `
      import { test, expect } from 'replaywright'
      test.use({ baseURL: process.env.API_URL })
      test('pictures', async ({ session }) => {
        expect((await (await session.get('/picture')).body()).length).toBeGreaterThan(50)
        expect((await session.get('/orders')).status()).toBe(401)
        const upload = { file: { name: 'a.txt', mimeType: 'text/plain', buffer: Buffer.from('hello') } }
        expect(await (await session.post('/upload', { multipart: upload })).json()).toEqual({ name: 'a.txt', size: 5 })
      })`,
    },
  })
  const env = { API_URL: server.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
  const files = consumer.files('fixtures/**')
  expect(files).toEqual([
    'fixtures/tests/public/pictures.har',
    expect.stringMatching(/^fixtures\/tests\/public\/pictures\/[0-9a-f]{16}\.png$/),
  ])
  const first = timeless(consumer.read(files[0]!))
  expect(await consumer.run(['-u', 'all'], { env })).toMatchObject({ passed: 1 })
  expect(timeless(consumer.read(files[0]!))).toBe(first)
  expect(first.toLowerCase()).toContain('content-encoding')
  expect(first.endsWith('}\n')).toBe(true)
  await server.stop()
  expect(await consumer.run([], { env: { ...env, CI: '1' } })).toMatchObject({
    passed: 1,
    failed: 0,
  })
})

test('a request that differs is a miss, which names what differs and the command that records', async () => {
  await using server = await LiveServer.start(API)
  const spec = (path: string): string => `
    import { test, expect } from 'replaywright'
    test.use({ baseURL: process.env.API_URL })
    test('orders', async ({ session, cassette }) => {
      const error = await session.get('${path}').then(() => undefined, (e) => e)
      if (error) console.log('THROWN ' + error.name)
    })`
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': spec('/orders?page=1') } })
  const env = { API_URL: server.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
  await server.stop()
  consumer.write('tests/a.spec.ts', spec('/orders?page=2'))
  const run = await consumer.run([], { env: { ...env, CI: '1' } })
  expect(run).toMatchObject({ passed: 0, failed: 1 })
  expect(run.tests[0]!.stdout).toContain('THROWN CassetteMissError')
  expect(run.errors.join('\n')).toContain(
    `No recorded response for GET ${server.url}/orders?page=2`,
  )
  expect(run.errors.join('\n')).toContain(
    'cassette  fixtures/tests/a/orders.har: 1 interaction, recorded just now',
  )
  expect(run.errors.join('\n')).toContain('query page   recorded 1, sent 2')
  expect(run.errors.join('\n')).toContain(
    'To record again:  npx playwright test tests/a.spec.ts:4 -u',
  )
})

test('each interaction answers once, and a request too many says how often it was recorded', async () => {
  await using server = await LiveServer.start(API)
  const spec = (times: number): string => `
    import { test, expect } from 'replaywright'
    test('orders', async ({ session }) => {
      for (let i = 0; i < ${times}; i++) await session.get(process.env.API_URL + '/admin')
    })`
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': spec(2) } })
  const env = { API_URL: server.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
  await server.stop()
  consumer.write('tests/a.spec.ts', spec(3))
  const run = await consumer.run([], { env: { ...env, CI: '1' } })
  expect(run).toMatchObject({ passed: 0, failed: 1 })
  expect(run.errors.join('\n')).toContain(
    `All recordings of GET ${server.url}/admin were already used (2 of 2)`,
  )
})
