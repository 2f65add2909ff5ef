import { expect, test } from '@playwright/test'
import { failureText, lines } from '../../tests/support/failure-text.ts'
import { startServer } from '../../tests/support/server.ts'
import { HTTPError } from '../errors/http-error.ts'
import { Session } from '../session/session.ts'
import { expect as extended } from './index.ts'
import type { StatusPattern } from './status-pattern.ts'
import type { HTTPErrorDetails } from './to-be-http-error.ts'

const response = {
  status: () => 403,
  statusText: () => 'Forbidden',
  url: () => 'http://shop.test/admin',
  headersArray: () => [],
}
const forbidden = new HTTPError({
  method: 'GET',
  response: response as never,
  body: 'not for you',
})

const outcomes: readonly [
  args: [status?: StatusPattern | undefined, details?: HTTPErrorDetails],
  pass: boolean,
][] = [
  [[], true],
  [[403], true],
  [['4xx'], true],
  [[[401, 403]], true],
  [[404], false],
  [[403, { reason: 'Forbidden' }], true],
  [[403, { reason: /^not/i }], false],
  [[403, { body: 'not for you' }], true],
  [[403, { body: 'not' }], false],
  [[undefined, { body: /for you/ }], true],
  [[undefined, { body: expect.stringContaining('them') }], false],
]

for (const [args, pass] of outcomes) {
  test(`403 Forbidden toBeHTTPError ${JSON.stringify(args)} -> ${pass}`, async () => {
    const positive = await failureText(() => extended(forbidden).toBeHTTPError(...args))
    const negative = await failureText(() => extended(forbidden).not.toBeHTTPError(...args))
    expect([positive === 'passed', negative === 'passed']).toEqual([pass, !pass])
  })
}

test('an HTTPError of another copy of the package -> one too', () => {
  const foreign = Object.assign(new Error('HTTP 500: GET /'), {
    name: 'HTTPError',
    status: 500,
    statusText: '',
  })
  extended(foreign).toBeHTTPError(500)
})

test('rejected with another one -> a table', async () => {
  const details = { reason: 'Forbidden', body: /sorry/ }
  expect(
    await failureText(() =>
      extended(Promise.reject(forbidden)).rejects.toBeHTTPError(404, details),
    ),
  ).toBe(
    lines(`
      expect(received).rejects.toBeHTTPError(404, details)

      HTTP 403 Forbidden: GET http://shop.test/admin

                  expected     received
        ✘ status  404          403 Forbidden
          reason  "Forbidden"  "Forbidden"
        ✘ body    /sorry/      "not for you"
    `),
  )
})

test('rejected with another error -> which', async () => {
  const error = new TypeError('no such thing')
  const rejected = Promise.reject(error)
  expect(await failureText(() => extended(rejected).rejects.toBeHTTPError(404))).toBe(
    lines(`
      expect(received).rejects.toBeHTTPError(404)

      no HTTPError but TypeError: no such thing
    `),
  )
  await extended(rejected).rejects.not.toBeHTTPError()
})

test('not, and it is one -> said so', async () => {
  expect(await failureText(() => extended(forbidden).not.toBeHTTPError())).toBe(
    lines(`
      expect(received).not.toBeHTTPError()

      HTTP 403 Forbidden: GET http://shop.test/admin
    `),
  )
})

test('no rejection at all -> what it got instead, without cookies', async () => {
  await using server = await startServer((_seen, answer) => {
    answer.setHeader('set-cookie', 'sid=secret').end()
  })
  await using session = await Session.create({ baseURL: server.origin })
  const text = await failureText(() => extended(session.get('/admin')).rejects.toBeHTTPError(403))
  expect(text.replaceAll(server.origin, 'http://x')).toBe(
    lines(`
      expect(received).rejects.toBeHTTPError()

      Received promise resolved instead of rejected
      Resolved to value: "GET http://x/admin -> 200 OK"
    `),
  )
})

const wrong: readonly [title: string, assertion: () => void, message: string][] = [
  [
    'a promise without rejects',
    () => extended(Promise.resolve()).toBeHTTPError(403),
    'toBeHTTPError takes an error (`await expect(session.get(…)).rejects.toBeHTTPError(403)`), and was given a promise: await it first',
  ],
  [
    'a status that is none',
    () => extended(forbidden).not.toBeHTTPError(4),
    "toBeHTTPError takes a status such as 404, a class such as '4xx', or a list of them, not 4",
  ],
  [
    'a detail that is none',
    () => extended(forbidden).not.toBeHTTPError(403, { url: '/' } as HTTPErrorDetails),
    'toBeHTTPError takes the details reason and body, not url',
  ],
]

for (const [title, assertion, message] of wrong) {
  test(`${title} -> an error`, async () => {
    expect(await failureText(assertion)).toBe(message)
  })
}
