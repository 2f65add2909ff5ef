import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { startServer } from '../support/server.ts'

const SUITE = `import { test, expect } from 'replaywright'
test.use({
  baseURL: process.env.API_URL,
  extraHTTPHeaders: { 'x-one': 'use', 'x-two': 'use', 'x-three': 'use' },
  sessionHeaders: { 'x-two': 'session', 'x-three': 'session' },
})

const state = (value: string) => ({
  cookies: [{ name: 'user', value, domain: '127.0.0.1', path: '/', expires: -1,
    httpOnly: true, secure: false, sameSite: 'Lax' as const }],
  origins: [],
})

test('headers', async ({ newSession }) => {
  for (const headers of [{ 'X-Three': 'own' }, new Headers({ 'x-three': 'own' }), [['x-three', 'own']] as const]) {
    const session = await newSession({ headers })
    expect(await (await session.get('/')).json()).toMatchObject({ 'x-one': 'use', 'x-two': 'session', 'x-three': 'own' })
  }
  const plain = await newSession()
  expect(await (await plain.get('/')).json()).toMatchObject({ 'x-three': 'session' })
})

test('users', async ({ newSession, session }) => {
  const [ada, bob] = await Promise.all(['ada', 'bob'].map((name) => newSession({ name, storageState: state(name) })))
  expect([ada.name, bob.name, session.name]).toEqual(['ada', 'bob', undefined])
  const cookies = await Promise.all([ada, bob, session].map(async (user) => (await (await user.get('/')).json()).cookie))
  expect(cookies).toEqual(['user=ada', 'user=bob', undefined])
})

let kept
test('kept', async ({ newSession }) => { kept = await newSession() })
test('ended with its test', async () => {
  await expect(kept.get('/')).rejects.toThrow(/disposed|closed/)
})
`

test('newSession -> headers of every form over sessionHeaders, users apart, ended with the test', async () => {
  await using server = await startServer(({ headers }, response) => {
    response.end(JSON.stringify(headers))
  })
  await using consumer = createConsumer({ files: { 'a.spec.ts': SUITE } })
  const env = { API_URL: server.origin, REPLAYWRIGHT_MODE: 'off' }
  const result = await consumer.run([], { env })
  expect(result, result.output).toMatchObject({ passed: 4, failed: 0 })
})
