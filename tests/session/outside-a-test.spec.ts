import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { startServer, type Answer } from '../support/server.ts'

const run = promisify(execFile)

const answer: Answer = ({ url, headers }, response) => {
  if (url === '/login') response.setHeader('set-cookie', 'sid=1; Path=/; HttpOnly').end()
  else if (url === '/missing') response.writeHead(404).end()
  else response.end(headers.cookie ?? 'nobody')
}

const SCRIPT = `
import { Session, isHTTPError } from 'replaywright'

await using session = await Session.create({
  name: 'ada',
  baseURL: process.env.API_URL,
  headers: new Headers({ 'x-script': '1' }),
})
await session.post('/login')
const me = await session.get('/me')
const viaFetch = await session.asFetch()('/me')
const error = await session.get('/missing', { failOnStatusCode: true }).catch((cause) => cause)
console.log(JSON.stringify({
  instance: session instanceof Session,
  name: session.name,
  me: await me.text(),
  viaFetch: await viaFetch.text(),
  status: isHTTPError(error) && error.status,
}))
`

test('a script run by node -> a session that is live, and a process that ends', async () => {
  await using server = await startServer(answer)
  await using consumer = createConsumer({ files: { 'script.mjs': SCRIPT } })
  const { stdout, stderr } = await run(process.execPath, ['script.mjs'], {
    cwd: consumer.root,
    env: { API_URL: server.origin },
    timeout: 60_000,
  })
  expect(stderr).toBe('')
  expect(JSON.parse(stdout)).toEqual({
    instance: true,
    name: 'ada',
    me: 'sid=1',
    viaFetch: 'sid=1',
    status: 404,
  })
  expect(server.seen.map(({ headers }) => headers['x-script'])).toEqual(['1', '1', '1', '1'])
  expect(consumer.files('**/*.har')).toEqual([])
})

test('a global set-up signs in -> its storage state is what the tests go on with', async () => {
  await using server = await startServer(answer)
  await using consumer = createConsumer({
    config: `import { defineConfig } from '@playwright/test'
      export default defineConfig({
        globalSetup: './sign-in.ts',
        use: { baseURL: process.env.API_URL, storageState: 'state.json' },
      })`,
    files: {
      'sign-in.ts': `import { Session } from 'replaywright'
        export default async function signIn() {
          await using session = await Session.create({ baseURL: process.env.API_URL })
          await session.post('/login')
          await session.storageState({ path: 'state.json' })
        }`,
      'a.spec.ts': `import { test, expect } from 'replaywright'
        test('signed in', async ({ session, request }) => {
          expect(await (await session.get('/me')).text()).toBe('sid=1')
          expect(await (await request.get('/me')).text()).toBe('sid=1')
        })`,
    },
  })
  const env = { API_URL: server.origin, REPLAYWRIGHT_MODE: 'off' }
  const result = await consumer.run([], { env })
  expect(result, result.output).toMatchObject({ passed: 1, failed: 0 })
})

test('hooks and a fixture of the worker -> no step is needed for a request', async () => {
  await using server = await startServer(answer)
  await using consumer = createConsumer({
    files: {
      'a.spec.ts': `import { test as base, expect, Session } from 'replaywright'
        const test = base.extend<{}, { worker: Session }>({
          worker: [async ({}, use) => {
            const session = await Session.create({ baseURL: process.env.API_URL })
            await session.post('/login')
            await use(session)
            await session.get('/me')
            await session.dispose()
          }, { scope: 'worker' }],
        })
        test.beforeAll(async ({ worker }) => { await worker.get('/me') })
        test.afterAll(async ({ worker }) => { await worker.get('/me') })
        test('a test', async ({ worker }) => {
          expect(await (await worker.get('/me')).text()).toBe('sid=1')
        })`,
    },
  })
  const env = { API_URL: server.origin, REPLAYWRIGHT_MODE: 'off' }
  const result = await consumer.run([], { env })
  expect(result, result.output).toMatchObject({ passed: 1, failed: 0 })
  expect(server.seen.map(({ url }) => url)).toEqual(['/login', '/me', '/me', '/me', '/me'])
})
