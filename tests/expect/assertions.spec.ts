import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'

const API = new URL('../../demo/api.ts', import.meta.url)

const SIGNS_IN = `
import { test, expect } from 'replaywright'
test.use({ baseURL: process.env.API_URL })
test('a customer signs in', async ({ session }) => {
  await expect(session).not.toHaveCookie('sid')
  const welcome = await session.post('/login', { form: { user: 'ada', password: 'correct horse' } })
  expect(welcome).toHaveStatus(200)
  expect(welcome).toSetCookie('sid', { httpOnly: true, path: '/', session: true })
  expect(welcome).toHaveSentCookie('sid', session.jar.get('sid').value)
  expect(welcome).toHaveSentHeader('user-agent', /^Playwright/)
  expect(welcome).not.toHaveSentHeader('content-type')
  expect(session.lastExchange.redirectedFrom).toMatchObject({ method: 'POST' })
  expect(session.lastExchange.redirectedFrom.headers).toContainEqual({ name: 'content-type', value: 'application/x-www-form-urlencoded' })
  const inAWeek = new Date(Date.now() + 7 * 24 * 3600 * 1000)
  await expect(session).toHaveCookie('remember', { expires: inAWeek, tolerance: 60_000 })
  expect(await session.get('/orders')).toHaveHeader('Content-Type', /json/)
  await expect(session.get('/admin', { failOnStatusCode: true })).rejects.toBeHTTPError(403, { body: 'not for you' })
  await expect.poll(() => session).toHaveCookie('csrf', { sameSite: 'Strict' })
})
`

test('what was sent and set -> the same in a recording and in its replay', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': SIGNS_IN } })
  const env = { API_URL: server.url }
  const recorded = await consumer.run([], { env })
  expect(recorded, recorded.output).toMatchObject({ passed: 1, failed: 0 })
  await server.stop()
  const replayed = await consumer.run([], { env: { ...env, CI: '1' } })
  expect(replayed, replayed.output).toMatchObject({ passed: 1, failed: 0 })
})

const MERGED = `
import { mergeExpects, mergeTests, expect as base, test as baseTest } from '@playwright/test'
import { test as withSession, expect as withCookies } from 'replaywright'
const expect = mergeExpects(
  base.extend({ toBeEven: (value) => ({ pass: value % 2 === 0, message: () => 'odd' }) }),
  withCookies,
)
const test = mergeTests(baseTest.extend({ two: 2 }), withSession)
test('merged', async ({ session, two }) => {
  expect(two).toBeEven()
  session.jar.set({ name: 'sid', value: '1', domain: 'shop.test' })
  await expect(session).toHaveCookie('sid', { domain: 'shop.test' })
  await expect(Promise.reject(new Error('other'))).rejects.not.toBeHTTPError()
})
`

test('mergeTests and mergeExpects -> both sets of fixtures and of assertions', async () => {
  await using consumer = createConsumer({ files: { 'a.spec.ts': MERGED } })
  const run = await consumer.run()
  expect(run, run.output).toMatchObject({ passed: 1, failed: 0 })
})

const FAILS = `
import { test, expect } from 'replaywright'
test('three failures, softly', async ({ session }) => {
  session.jar.set({ name: 'sid', value: '1', domain: 'shop.test' })
  await expect.soft(session, 'signed in').toHaveCookie('sid', { httpOnly: true })
  await expect.soft(session).not.toHaveCookie('sid')
  await expect.soft(session).toHaveCookie('csrf')
  console.log('REACHED')
})
test('polled in vain', async ({ session }) => {
  await expect.poll(() => session, { timeout: 300 }).toHaveCookie('sid')
})
test('a wrong value', async ({ session }) => {
  await expect(session.jar.tough).toHaveCookie('sid')
})
`

test('soft, poll, a message of its own and a wrong value -> failures that say what is wrong', async () => {
  await using consumer = createConsumer({ files: { 'a.spec.ts': FAILS } })
  const run = await consumer.run()
  expect(run).toMatchObject({ passed: 0, failed: 3 })
  const [soft, polled, wrong] = run.tests
  expect(soft!.stdout).toContain('REACHED')
  expect(soft!.errors).toEqual([
    expect.stringMatching(
      /^Error: signed in\n\nexpect\(received\)\.toHaveCookie\("sid", attributes\)\n\n[^]*✘ httpOnly {2}true {6}false/,
    ),
    expect.stringContaining('the jar has cookie `sid` (domain shop.test, path /)'),
    expect.stringContaining('no cookie `csrf`; the jar has `sid`'),
  ])
  expect(polled!.errors[0]).toMatch(
    /no cookie `sid`; the jar is empty\n\nCall Log:\n- Timeout 300ms exceeded/,
  )
  expect(wrong!.errors[0]).toContain('toHaveCookie takes a session, its jar, a browser context')
})
