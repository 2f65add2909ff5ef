import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'

const API = new URL('../../demo/api.ts', import.meta.url)

/** A test's own mocks, made before the engine starts (when the file loads) or after (in the test). */
const COMPANIES = {
  "nock's scopes": `
    import nock from 'nock'
    const mock = () => nock('http://mail.test').persist().post('/send').reply(202, { own: true })
    const same = () => nock(API, { allowUnmocked: true }).get('/orders').reply(200, { own: 'orders' })
    const end = () => nock.cleanAll()`,
  "msw's setupServer": `
    import { http as on, HttpResponse } from 'msw'
    import { setupServer } from 'msw/node'
    const own = (url, method, body, status) => on[method](url, () => HttpResponse.json(body, { status }))
    const mail = own('http://mail.test/send', 'post', { own: true }, 202)
    const server = setupServer()
    let listening = false
    const listen = () => { if (!listening) server.listen({ onUnhandledRequest: 'bypass' }); listening = true }
    const mock = () => { listen(); server.use(mail) }
    const same = () => { listen(); server.use(own(API + '/orders', 'get', { own: 'orders' }, 200)) }
    const end = () => server.close()`,
}

const spec = (company: string, early: boolean): string => `
  import http from 'node:http'
  import { text } from 'node:stream/consumers'
  import { test, expect } from 'replaywright'
  const API = process.env.API_URL ?? 'http://api.test'
  ${company}
  const get = (url) => new Promise((resolve, reject) =>
    http.get(url, { agent: false }, (response) => resolve(text(response))).on('error', reject))
  ${early ? 'mock()' : ''}
  test('own mocks win', async ({ session, cassette }) => {
    expect(await get(API + '/admin')).toBe('not for you')
    ${early ? '' : 'mock()'}
    const sent = await fetch('http://mail.test/send', { method: 'POST', body: 'hello' })
    expect([sent.status, await sent.json()]).toEqual([202, { own: true }])
    same()
    expect(await get(API + '/orders')).toBe('{"own":"orders"}')
    expect(await (await session.post(API + '/login', { form: { user: 'ada', password: 'correct horse' } })).text())
      .toBe('<h1>Welcome, ada</h1>')
    expect((await fetch('http://127.0.0.1:2/').catch((error) => error.cause.code))).toBe('ECONNREFUSED')
    expect(cassette.misses).toEqual([])
    expect(cassette.interactions.map(({ request }) => request.url))
      .toEqual([API + '/admin', API + '/login', API + '/welcome', 'http://127.0.0.1:2/'])
    end()
  })`

/** nock and `setupServer` refuse to run in one process, with or without us; by engine msw a test may have either. */
const TOGETHER = [
  ['msw', "nock's scopes"],
  ['nock', "nock's scopes"],
  ['msw', "msw's setupServer"],
] as const

for (const [engine, name] of TOGETHER) {
  for (const early of [true, false]) {
    const when = early ? 'made before the test' : 'made in the test'
    test(`engine ${engine}: ${name} ${when} win over the recording and are not recorded`, async () => {
      await using server = await LiveServer.start(API)
      await using consumer = createConsumer({
        files: { 'a.spec.ts': spec(COMPANIES[name], early) },
        config: `export default { workers: 1, use: { engine: '${engine}' } }`,
        packages: ['nock'],
      })
      const env = { API_URL: server.url }
      const recorded = await consumer.run([], { env })
      expect(recorded, recorded.output).toMatchObject({ passed: 1, failed: 0 })
      await server.stop()
      const replayed = await consumer.run([], { env: { ...env, CI: '1' } })
      expect(replayed, replayed.output).toMatchObject({ passed: 1, failed: 0 })
    })
  }
}

test('engine nock beside setupServer -> an error that names the other engine', async () => {
  await using consumer = createConsumer({
    files: { 'a.spec.ts': spec(COMPANIES["msw's setupServer"], true) },
    config: `export default { workers: 1, use: { engine: 'nock' } }`,
    packages: ['nock'],
  })
  const run = await consumer.run()
  expect(run).toMatchObject({ failed: 1 })
  expect(run.errors.join('\n')).toContain('use: { engine: "msw" }')
})
