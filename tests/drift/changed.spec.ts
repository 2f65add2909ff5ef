import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { startApi } from './start-api.ts'

const SPEC = `
import { test } from 'replaywright'
test('orders', async ({ session }) => {
  await session.post(process.env.API_URL + '/login', { form: { user: 'ada' } })
  await session.get(process.env.API_URL + '/orders')
})`

const CASSETTE = 'fixtures/tests/a/orders.har'

test('-u over a cassette records again', async () => {
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': SPEC } })
  await using first = await startApi(1)
  const env = { API_URL: first.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
  expect(consumer.read(CASSETTE)).toContain('4.5')
  await first.stop()
  await using _second = await startApi(2, first.port)
  expect(await consumer.run(['-u'], { env })).toMatchObject({ passed: 1 })
  expect(consumer.read(CASSETTE)).toContain('\\"4.5\\"')
})
