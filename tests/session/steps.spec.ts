import { expect, test } from '@playwright/test'
import { createConsumer, type Consumer } from '../support/consumer.ts'
import { startServer, type TestServer } from '../support/server.ts'

interface Step {
  readonly title: string
  readonly category: string
  /** `<file>:<line>` */
  readonly place: string
  readonly error: string | undefined
  readonly steps: readonly Step[]
}

/** Writes the steps of each test, which Playwright's JSON report has without their places. */
const REPORTER = `
import { basename } from 'node:path'
import { writeFileSync } from 'node:fs'

const read = (steps) => steps.map(({ title, category, location, error, steps }) => ({
  title, category, place: location && basename(location.file) + ':' + location.line, error: error?.message, steps: read(steps),
}))
export default class {
  tests = {}
  onTestEnd(test, result) { this.tests[test.title] = read(result.steps) }
  onEnd() { writeFileSync('steps.json', JSON.stringify(this.tests)) }
}
`

const CONFIG = `import { defineConfig } from '@playwright/test'
export default defineConfig({ workers: 1, reporter: './reporter.mjs', use: { baseURL: process.env.API_URL } })
`

const SUITE = `import { test, expect } from 'replaywright'
import { ordersOf } from './helper'
import { callSdk } from 'sdk'

test('a request', async ({ session }) => {
  await session.get('/orders?api_key=hunter2')
})
test('redirects', async ({ session }) => {
  await session.post('/login')
})
test('another origin', async ({ session }) => {
  const url = new URL(process.env.API_URL!)
  await session.get('http://ada:hunter2@localhost:' + url.port + '/orders')
})
test('two users', async ({ newSession }) => {
  const ada = await newSession({ name: 'ada' })
  const bob = await newSession({ name: 'bob' })
  await Promise.all([
    ada.get('/orders'),
    bob.get('/orders'),
  ])
})
test('a helper', async ({ session }) => {
  await ordersOf(session)
})
test('an sdk', async ({ session }) => {
  const fetch = session.asFetch()
  await callSdk(fetch)
})
test('a failure', async ({ session }) => {
  session.headers.set('authorization', 'Bearer hunter2')
  await expect(session.get('http://127.0.0.1:1/')).rejects.toThrow('ECONNREFUSED')
})
`

const FILES = {
  'reporter.mjs': REPORTER,
  'a.spec.ts': SUITE,
  'helper.ts': `import type { APIRequestContext } from '@playwright/test'
export async function ordersOf(request: APIRequestContext) {
  return request.get('/orders')
}
`,
  'node_modules/sdk/package.json': '{"name":"sdk","type":"module","exports":"./index.js"}',
  'node_modules/sdk/index.js': `export async function callSdk(fetch) {
  return fetch('/orders')
}
`,
}

let server: TestServer
let consumer: Consumer
let steps: Record<string, readonly Step[]>

test.beforeAll(async () => {
  server = await startServer(({ url }, response) => {
    if (url === '/login') response.writeHead(302, { location: '/welcome?token=hunter2' })
    response.end()
  })
  consumer = createConsumer({ files: FILES, config: CONFIG })
  const env = { API_URL: server.origin, REPLAYWRIGHT_MODE: 'off' }
  const run = await consumer.run(['--reporter=./reporter.mjs,json'], { env })
  expect(run, run.output).toMatchObject({ failed: 0 })
  steps = JSON.parse(consumer.read('steps.json'))
})

test.afterAll(async () => {
  await consumer[Symbol.asyncDispose]()
  await server[Symbol.asyncDispose]()
})

/** The plugin's steps, each as `title @ place`, indented below the one that it is in. */
function outline(all: readonly Step[]): string[] {
  return all
    .filter(({ category }) => category === 'test.step')
    .flatMap((step) => [
      `${step.title} @ ${step.place}`,
      ...outline(step.steps).map((line) => `  ${line}`),
    ])
}

test('a request -> a step at the line of the call, with the status in it and without the query', () => {
  expect(outline(steps['a request']!)).toEqual([
    'GET /orders @ a.spec.ts:6',
    '  GET /orders -> 200 @ a.spec.ts:6',
  ])
})

test("Playwright's own step of the request -> not shown, neither beside it nor in it", () => {
  const own = (all: readonly Step[]): string[] =>
    all.flatMap(({ category, title, steps: inner }) => [
      ...(category === 'pw:api' ? [title] : []),
      ...own(inner),
    ])
  expect(own(steps['a request']!)).toEqual(['Create request context'])
})

test('a redirect -> one step with each hop in it', () => {
  expect(outline(steps['redirects']!)).toEqual([
    'POST /login @ a.spec.ts:9',
    '  POST /login -> 302 @ a.spec.ts:9',
    '  GET /welcome -> 200 @ a.spec.ts:9',
  ])
})

test('another origin -> shown, without user info', () => {
  const origin = `http://localhost:${server.port}`
  expect(outline(steps['another origin']!)).toEqual([
    `GET ${origin}/orders @ a.spec.ts:13`,
    `  GET ${origin}/orders -> 200 @ a.spec.ts:13`,
  ])
})

test('sessions with names -> the name before the method', () => {
  expect(outline(steps['two users']!)).toEqual([
    'ada: GET /orders @ a.spec.ts:19',
    '  ada: GET /orders -> 200 @ a.spec.ts:19',
    'bob: GET /orders @ a.spec.ts:20',
    '  bob: GET /orders -> 200 @ a.spec.ts:20',
  ])
})

test("a helper of the project -> the helper's line", () => {
  expect(outline(steps['a helper']!)[0]).toBe('GET /orders @ helper.ts:3')
})

test('an SDK of node_modules -> the line that called the SDK', () => {
  expect(outline(steps['an sdk']!)[0]).toBe('GET /orders @ a.spec.ts:28')
})

test('a request that failed -> its step has the error', () => {
  const expectation = steps['a failure']!.find(({ category }) => category === 'expect')
  const all = [...steps['a failure']!, ...(expectation?.steps ?? [])]
  const step = all.find(({ title }) => title === 'GET http://127.0.0.1:1/')
  expect(step?.error).toContain('apiRequestContext.get: connect ECONNREFUSED 127.0.0.1:1')
})

test('what reports show -> no query, no user info, no header field', () => {
  expect(JSON.stringify(steps)).not.toContain('hunter2')
})
