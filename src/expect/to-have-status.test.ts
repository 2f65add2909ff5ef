import { expect, test } from '@playwright/test'
import { failureText, lines } from '../../tests/support/failure-text.ts'
import { expect as extended } from './index.ts'
import type { StatusPattern } from './status-pattern.ts'

const outcomes: readonly [status: number, expected: StatusPattern, pass: boolean][] = [
  [404, 404, true],
  [404, 200, false],
  [404, '4xx', true],
  [404, '5xx', false],
  [499, '4xx', true],
  [204, [200, 204], true],
  [404, [200, 204], false],
  [302, [200, '3xx'], true],
]

for (const [status, expected, pass] of outcomes) {
  test(`${status} toHaveStatus ${JSON.stringify(expected)} -> ${pass}`, async () => {
    const response = new Response(null, { status })
    const positive = await failureText(() => extended(response).toHaveStatus(expected))
    const negative = await failureText(() => extended(response).not.toHaveStatus(expected))
    expect([positive === 'passed', negative === 'passed']).toEqual([pass, !pass])
  })
}

const response = new Response(null, { status: 404, statusText: 'Not Found' })

test('another status -> both, with the reason phrase', async () => {
  expect(await failureText(() => extended(response).toHaveStatus([200, '3xx']))).toBe(
    lines(`
      expect(received).toHaveStatus([200, "3xx"])

      a response

                  expected      received
        ✘ status  [200, "3xx"]  404 Not Found
    `),
  )
})

test('not, and it has it -> said so', async () => {
  expect(await failureText(() => extended(response, 'gone').not.toHaveStatus('4xx'))).toBe(
    lines(`
      gone

      expect(received).not.toHaveStatus("4xx")

      a response

                  not expected  received
        ✘ status  "4xx"         404 Not Found
    `),
  )
})

const wrong: readonly [title: string, value: unknown, expected: unknown, message: string][] = [
  [
    'a promise',
    Promise.resolve(response),
    200,
    'toHaveStatus takes a response, and was given a promise: await it first',
  ],
  ['null', null, 200, 'toHaveStatus takes a response, and was given null'],
  [
    'a wrong class',
    response,
    '4XX',
    'toHaveStatus takes a status such as 404, a class such as \'4xx\', or a list of them, not "4XX"',
  ],
  [
    'an empty list',
    response,
    [],
    "toHaveStatus takes a status such as 404, a class such as '4xx', or a list of them, not []",
  ],
]

for (const [title, value, expected, message] of wrong) {
  test(`${title} -> an error, also under not`, async () => {
    const any = value as Response
    const status = expected as StatusPattern
    expect(await failureText(() => extended(any).toHaveStatus(status))).toBe(message)
    expect(await failureText(() => extended(any).not.toHaveStatus(status))).toBe(message)
  })
}
