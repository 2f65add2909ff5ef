import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'

const API = new URL('../../demo/api.ts', import.meta.url)

/** Each client keeps its connection from one request to the next, and from one test to the next. */
const CLIENTS = `
  import http from 'node:http'
  import { text } from 'node:stream/consumers'
  import { test, expect } from 'replaywright'
  const API = process.env.API_URL
  const agent = new http.Agent({ keepAlive: true, maxSockets: 1 })
  const clients = {
    fetch: async (path) => (await fetch(API + path)).text(),
    http: (path) => new Promise((resolve, reject) =>
      http.get(API + path, { agent }, (response) => resolve(text(response))).on('error', reject)),
    session: async (path, session) => (await session.get(API + path)).text(),
  }`

const NEXT_TEST = `${CLIENTS}
  for (const [name, get] of Object.entries(clients)) {
    test(name + ' a, recorded', async ({ session }) => {
      expect(await get('/admin', session)).toBe('not for you')
    })
    test(name + ' b, new', async ({ session, cassette }) => {
      expect(await get('/orders', session)).toContain('please sign in')
      await expect.poll(() => cassette.interactions.length).toBe(1)
    })
    test(name + ' c, recorded', async ({ session }) => {
      expect(await get('/admin', session)).toBe('not for you')
    })
  }`

for (const engine of ['msw', 'nock']) {
  test(`engine ${engine}: a kept connection that was answered goes live for a test that records, and back`, async () => {
    await using server = await LiveServer.start(API)
    await using consumer = createConsumer({
      files: { 'a.spec.ts': NEXT_TEST },
      config: `export default { workers: 1, use: { engine: '${engine}' } }`,
      packages: ['nock'],
    })
    const env = { API_URL: server.url }
    expect(await consumer.run(['-g', 'recorded'], { env })).toMatchObject({ passed: 6, failed: 0 })
    const run = await consumer.run([], { env })
    expect(run, run.output).toMatchObject({ passed: 9, failed: 0 })
    await server.stop()
    const replayed = await consumer.run(['-g', 'recorded'], { env: { ...env, CI: '1' } })
    expect(replayed, replayed.output).toMatchObject({ passed: 6, failed: 0 })
  })
}

/** Imported in the test, so that it begins to listen when connections are there. */
const NOCK_SCOPE = `
    const { default: nock } = await import('nock')
    nock(API, { allowUnmocked: true }).get('/orders').reply(200, 'mine')`

const WITH_NOCK = `${CLIENTS}
  for (const [name, get] of Object.entries(clients)) {
    test(name, async ({ session, cassette }) => {
      expect(await get('/admin', session)).toBe('not for you')
      ${NOCK_SCOPE}
      expect(await get('/orders', session)).toBe('mine')
      expect(await get('/admin', session)).toBe('not for you')
      nock.cleanAll()
      expect(await get('/admin', session)).toBe('not for you')
      await expect.poll(() => cassette.interactions.length).toBe(3)
    })
  }`

test("nock's scopes, made while connections are kept -> answer on them too", async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({ files: { 'a.spec.ts': WITH_NOCK }, packages: ['nock'] })
  const env = { API_URL: server.url }
  const recorded = await consumer.run([], { env })
  expect(recorded, recorded.output).toMatchObject({ passed: 3, failed: 0 })
  await server.stop()
  const replayed = await consumer.run([], { env: { ...env, CI: '1' } })
  expect(replayed, replayed.output).toMatchObject({ passed: 3, failed: 0 })
})

/** Not fetch: while a test records, undici's connections are the interceptors', and no newcomer gets those from them. */
const WITH_SETUP_SERVER = `${CLIENTS}
  import { setupServer } from 'msw/node'
  import { http as handle, HttpResponse } from 'msw/http'
  for (const [name, get] of Object.entries(clients).filter(([name]) => name !== 'fetch')) {
    test(name, async ({ session, cassette }) => {
      expect(await get('/admin', session)).toBe('not for you')
      const mocks = setupServer(handle.get(API + '/orders', () => HttpResponse.text('mine')))
      mocks.listen({ onUnhandledFrame: 'bypass' })
      expect(await get('/orders', session)).toBe('mine')
      expect(await get('/admin', session)).toBe('not for you')
      mocks.close()
      expect(await get('/admin', session)).toBe('not for you')
      await expect.poll(() => cassette.interactions.length).toBe(3)
    })
  }`

test("msw's setupServer, listening while connections are kept -> answers on them too", async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({ files: { 'a.spec.ts': WITH_SETUP_SERVER } })
  const env = { API_URL: server.url }
  const recorded = await consumer.run([], { env })
  expect(recorded, recorded.output).toMatchObject({ passed: 2, failed: 0 })
  await server.stop()
  const replayed = await consumer.run([], { env: { ...env, CI: '1' } })
  expect(replayed, replayed.output).toMatchObject({ passed: 2, failed: 0 })
})
