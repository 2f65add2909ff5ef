import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { createConsumer, type Consumer, type ConsumerRun } from '../support/consumer.ts'
import { startServer, type Answer } from '../support/server.ts'
import { PLACES } from './corpus.ts'
import { secretsIn } from './search.ts'

type Secrets = Readonly<Record<string, string>>

/** One secret a place, new ones each time. Those that are shown in other codings have letters that matter there. */
function newSecrets(): Secrets {
  return Object.fromEntries(
    Object.keys(PLACES).map((title) => {
      const random = randomBytes(9).toString('hex')
      return [title, title.startsWith('echo') ? `${random}&é<+/` : `k_${random}`]
    }),
  )
}

/** Answers the place of the path's number with its secret in it. */
function answering(secrets: Secrets): Answer {
  return ({ url }, response) => {
    const title = Object.keys(PLACES)[Number(/^\/(\d+)/.exec(url)?.[1])]
    if (title === undefined) return void response.writeHead(403).end('no')
    const { headers = [], body = 'fine' } = PLACES[title]!(secrets[title]!).answer ?? {}
    response.writeHead(200, headers.flat()).end(body)
  }
}

/** The client has the secrets from the variable `CORPUS`, whose name says nothing; without it, it sends `undefined`. */
const SPEC = `
import { appendFileSync } from 'node:fs'
import { test, expect } from 'replaywright'
import { PLACES } from './corpus.ts'

const secrets = JSON.parse(process.env.CORPUS ?? '{}')
const recording = process.env.CORPUS !== undefined
if (process.env.REDACT === 'off') test.use({ redact: false })
test.use({ baseURL: process.env.API })

async function send(session, title, index, options = {}) {
  const secret = String(secrets[title])
  const { sent = {}, answer } = PLACES[title](secret)
  const { 'Content-Type': type, ...headers } = sent.headers ?? {}
  const response = await session.fetch('/' + index + (sent.target ?? ''), {
    method: sent.body === undefined ? 'GET' : 'POST',
    headers: { ...headers, ...(type && { 'Content-Type': type }) },
    ...(sent.body !== undefined && { data: Buffer.from(sent.body) }),
    maxRedirects: 0,
    ...options,
  })
  // The live test sees the real values.
  if (recording && answer?.body) expect((await response.body()).equals(Buffer.from(answer.body))).toBe(true)
  if (recording && answer?.headers) for (const [name, value] of answer.headers) {
    expect(response.headersArray()).toContainEqual({ name, value })
  }
}

for (const [index, title] of Object.keys(PLACES).entries()) {
  test(title, async ({ session }) => send(session, title, index))
}

test('fails', async ({ session }) => {
  test.skip(process.env.FAILING !== 'yes')
  for (const [index, title] of Object.keys(PLACES).entries()) await send(session, title, index)
  expect(1).toBe(2)
})

test('refused', async ({ session }) => {
  test.skip(process.env.FAILING !== 'yes')
  await session.get('/nowhere?api_key=' + secrets['query parameter'], { failOnStatusCode: true })
})
`

/** Writes down what reporters are told: titles of steps, errors, attachments. */
const REPORTER = `
import { appendFileSync } from 'node:fs'
export default class {
  onStepEnd(test, result, step) {
    appendFileSync('told.txt', step.title + ' ' + (step.error?.message ?? '') + (step.error?.stack ?? '') + '\\n')
  }
  onTestEnd(test, result) {
    appendFileSync('told.txt', JSON.stringify([result.errors, result.attachments, result.annotations]) + '\\n')
  }
}
`

function createCorpus(): Consumer {
  return createConsumer({
    files: {
      'tests/corpus.ts': readFileSync(new URL('corpus.ts', import.meta.url), 'utf8'),
      'tests/a.spec.ts': SPEC,
      'reporter.ts': REPORTER,
    },
  })
}

async function run(
  consumer: Consumer,
  env: Readonly<Record<string, string>>,
  ...args: string[]
): Promise<ConsumerRun> {
  return consumer.run(['--reporter=line,json,./reporter.ts', ...args], { env })
}

/** Path -> titles of the secrets found in it, of everything that a run left behind. */
function found(consumer: Consumer, secrets: Secrets, output: string): Record<string, string[]> {
  const paths = ['fixtures/**', 'test-results/**', '.report-*', 'told.txt']
  const files = paths.flatMap((glob) => consumer.files(glob))
  expect(files).toContain('told.txt')
  const all: [string, string[]][] = [
    ...files.map((path): [string, string[]] => [
      path,
      secretsIn(readFileSync(consumer.path(path)), secrets),
    ]),
    ['output', secretsIn(Buffer.from(output), secrets)],
  ]
  return Object.fromEntries(all.filter(([, titles]) => titles.length > 0))
}

const timeless = (har: string): string =>
  har
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replace(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT/g, 'DATE')
    .replace(/"(time|wait|receive)": [\d.]+/g, '"$1": 0')

const COUNT = Object.keys(PLACES).length

test('secrets in every place and coding -> none in any file or output, and all replays without them', async () => {
  expect(COUNT).toBeGreaterThanOrEqual(60)
  const [first, second] = [newSecrets(), newSecrets()]
  await using consumer = createCorpus()
  let current = first
  let env: Record<string, string>
  {
    await using server = await startServer((seen, response) => answering(current)(seen, response))
    env = { API: server.origin }
    const recorded = await run(consumer, { ...env, CORPUS: JSON.stringify(first) })
    expect(recorded, recorded.output).toMatchObject({ passed: COUNT, failed: 0 })
    expect(found(consumer, first, recorded.output)).toEqual({})
    const before = consumer.snapshot('fixtures/**')

    current = second
    const again = { ...env, CORPUS: JSON.stringify(second), REPLAYWRIGHT_MODE: 'all' }
    const rerun = await run(consumer, again)
    expect(rerun, rerun.output).toMatchObject({ passed: COUNT, failed: 0 })
    const after = consumer.snapshot('fixtures/**')
    expect(Object.keys(after)).toEqual(Object.keys(before))
    for (const [path, text] of Object.entries(after)) {
      expect.soft(timeless(text), path).toBe(timeless(before[path]!))
    }

    const failing = await run(consumer, { ...again, FAILING: 'yes' }, '-g', 'fails|refused')
    expect(failing, failing.output).toMatchObject({ passed: 0, failed: 2 })
    expect(failing.output).toContain('HTTP 403 Forbidden: GET')
    expect(consumer.files('test-results/*/*.har')).toHaveLength(2)
    expect(found(consumer, second, failing.output)).toEqual({})
  }
  const replayed = await run(consumer, { ...env, CI: '1' })
  expect(replayed, replayed.output).toMatchObject({ passed: COUNT, failed: 0 })
})

test('the same search over a recording that was not redacted -> finds each of them', async () => {
  const secrets = newSecrets()
  await using consumer = createCorpus()
  await using server = await startServer(answering(secrets))
  const env = { API: server.origin, CORPUS: JSON.stringify(secrets), REDACT: 'off' }
  const recorded = await run(consumer, env)
  expect(recorded, recorded.output).toMatchObject({ passed: COUNT, failed: 0 })
  expect(recorded.output.match(/redact is false/g)).toHaveLength(1)
  const titles = new Set(Object.values(found(consumer, secrets, recorded.output)).flat())
  expect([...titles].toSorted()).toEqual(Object.keys(PLACES).toSorted())
})
