import assert from 'node:assert/strict'
import { createShopProject, JOURNEYS, recording, replaying, startShop } from './shop-project.ts'

/** `npm run test:soak`: the shop's four tests, recorded once and replayed 200 times in a row by four workers. */
const REPEATS = 50

await using consumer = createShopProject()
await using shop = await startShop()
const recorded = await consumer.run([], { env: recording(shop) })
assert.equal(recorded.passed, JOURNEYS, recorded.output)
await shop.stop()

const args = ['--workers=4', `--repeat-each=${REPEATS}`]
const started = performance.now()
const { passed, failed, flaky, output } = await consumer.run(args, { env: replaying(shop) })
console.log({ passed, failed, flaky, seconds: Math.round((performance.now() - started) / 1000) })
assert.deepEqual(
  { passed, failed, flaky },
  { passed: REPEATS * JOURNEYS, failed: 0, flaky: 0 },
  output,
)
