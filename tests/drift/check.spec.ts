import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { ORDERS, startApi } from './start-api.ts'

const CHECK = { REPLAYWRIGHT_MODE: 'check' }

test('check passes while the service is the same, fails where it drifted, and writes nothing', async () => {
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': ORDERS } })
  await using first = await startApi(1)
  const env = { API_URL: first.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
  const before = consumer.snapshot('fixtures/**')
  expect(await consumer.run([], { env: { ...env, ...CHECK } })).toMatchObject({ passed: 1 })
  await first.stop()

  await using second = await startApi(2, first.port)
  const run = await consumer.run([], { env: { ...env, ...CHECK } })
  expect(run).toMatchObject({ passed: 0, failed: 1 })
  expect(run.errors.join('\n')).toContain(
    [
      'CassetteDriftError: The service has drifted from fixtures/tests/a/orders.har (7 differences)',
      '  POST /login 204: status 204 -> 201',
      '  POST /login 204: cookie theme HttpOnly yes -> none',
      '  POST /login 204: cookie theme Secure none -> yes',
      '  GET /orders 200: content type application/json -> application/vnd.shop+json',
      '  GET /orders 200: header deprecation none -> sent',
      '  GET /orders 200: body.items[].price number -> string',
      '  GET /orders 200: body.items[].new none -> none | null',
      '',
      '  To record again:  REPLAYWRIGHT_MODE=all npx playwright test tests/a.spec.ts:3',
    ].join('\n'),
  )
  expect(consumer.snapshot('fixtures/**')).toEqual(before)

  // A service that is gone is drift too, and the test's own failure comes first.
  await second.stop()
  const gone = await consumer.run([], { env: { ...env, ...CHECK } })
  expect(gone.tests[0]!.errors[0]).toContain('ECONNREFUSED')
  expect(gone.tests[0]!.errors[1]).toContain('POST /login 204: status 204 -> ECONNREFUSED')
  expect(consumer.snapshot('fixtures/**')).toEqual(before)
})

test('check without a cassette fails, naming the file and the command, and asks nobody', async () => {
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': ORDERS } })
  await using server = await startApi(1)
  const run = await consumer.run([], { env: { API_URL: server.url, ...CHECK } })
  expect(run).toMatchObject({ passed: 0, failed: 1 })
  expect(run.errors.join('\n')).toContain('fixtures/tests/a/orders.har: no such file')
  expect(run.errors.join('\n')).toContain(
    'REPLAYWRIGHT_MODE=all npx playwright test tests/a.spec.ts:3',
  )
  expect(consumer.exists('fixtures')).toBe(false)
})
