import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { ORDERS, startApi } from './start-api.ts'

const CASSETTE = 'fixtures/tests/a/orders.har'

test('-u where only dates, ids and timings differ leaves every byte as it was', async () => {
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': ORDERS } })
  await using first = await startApi(1)
  const env = { API_URL: first.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
  const before = consumer.snapshot('fixtures/**')
  // Another process on the same port: other ids in every response.
  await first.stop()
  await using second = await startApi(1, first.port)
  const run = await consumer.run(['-u'], { env })
  expect(run).toMatchObject({ passed: 1 })
  expect(consumer.snapshot('fixtures/**')).toEqual(before)
  expect(run.tests[0]!.attachments).toEqual([])
  // `all` writes what `changed` leaves, so that this test could have failed.
  expect(await consumer.run(['-u', 'all'], { env })).toMatchObject({ passed: 1 })
  expect(consumer.snapshot('fixtures/**')).not.toEqual(before)
  await second.stop()
})

test('-u where the service has changed writes the cassette and says what changed', async () => {
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': ORDERS } })
  await using first = await startApi(1)
  const env = { API_URL: first.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
  await first.stop()
  await using second = await startApi(2, first.port)
  const run = await consumer.run(['-u'], { env })
  expect(run).toMatchObject({ passed: 1 })
  const lines = [
    'POST /login 204: status 204 -> 201',
    'POST /login 204: statusText No Content -> Created',
    'POST /login 204: cookie theme HttpOnly yes -> none',
    'POST /login 204: cookie theme Secure none -> yes',
    'GET /orders 200: header content-type application/json -> application/vnd.shop+json',
    'GET /orders 200: header deprecation none -> true',
    'GET /orders 200: body.items[0].price 4.5 -> "4.5"',
    'GET /orders 200: body.items[1] none -> {"new":null,"price":"1"}',
  ]
  const { attachments, stderr } = run.tests[0]!
  const said = attachments.find(({ name }) => name === 'replaywright-changes.txt')?.body
  for (const line of lines) expect.soft(said).toContain(`${line}\n`)
  expect(stderr).toContain(
    `replaywright: ${CASSETTE} changed\n  POST /login 204: status 204 -> 201\n`,
  )
  await second.stop()
  // What was written replays, with the server gone.
  expect(await consumer.run([], { env: { ...env, CI: '1' } })).toMatchObject({ passed: 1 })
})

const UPLOAD = `
import { test } from 'replaywright'
test('upload', async ({ session }) => {
  const buffer = Buffer.alloc(6000, 7)
  const file = { name: 'a.bin', mimeType: 'application/octet-stream', buffer }
  await session.post(process.env.API_URL + '/upload', { multipart: { file } })
})`

const DROPS = ORDERS.replace(
  "test('orders'",
  `test.use({ hooks: { beforeRecord: (i) => !i.request.url.endsWith('/login') && i } })
test('orders'`,
)

test('what beforeRecord drops is no change and no drift', async () => {
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': DROPS } })
  await using server = await startApi(1)
  const env = { API_URL: server.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
  const before = consumer.snapshot('fixtures/**')
  expect(before[CASSETTE]).not.toContain('/login')
  expect(await consumer.run(['-u'], { env })).toMatchObject({ passed: 1 })
  expect(consumer.snapshot('fixtures/**')).toEqual(before)
  const check = { ...env, REPLAYWRIGHT_MODE: 'check' }
  expect(await consumer.run([], { env: check })).toMatchObject({ passed: 1 })
})

test('an upload recorded again is the same in the file, boundary and all', async () => {
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': UPLOAD } })
  await using server = await startApi(1)
  const env = { API_URL: server.url }
  const record = async (): Promise<[unknown, string[]]> => {
    expect(await consumer.run(['-u', 'all'], { env })).toMatchObject({ passed: 1 })
    const har = JSON.parse(consumer.read('fixtures/tests/a/upload.har'))
    return [har.log.entries[0].request, consumer.files('fixtures/**')]
  }
  const [request, files] = await record()
  expect(files).toHaveLength(2)
  expect(await record()).toEqual([request, files])
  await server.stop()
  expect(await consumer.run([], { env: { ...env, CI: '1' } })).toMatchObject({ passed: 1 })
})
