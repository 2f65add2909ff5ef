import { expect, test } from '@playwright/test'
import { BUGS } from './project/client.ts'
import {
  createShopProject,
  JOURNEYS,
  PASSWORD,
  recording,
  replaying,
  startShop,
} from './shop-project.ts'

/** `npm run test:soak` does it fifty times. */
const REPEATS = 5

test('two users shop: green again and again with the shop gone, and red for each bug of the client', async () => {
  await using consumer = createShopProject()
  await using shop = await startShop()
  const bugs = Object.entries(BUGS)

  await test.step('record', async () => {
    const recorded = await consumer.run(['--workers=2'], { env: recording(shop) })
    expect(recorded.errors).toEqual([])
    expect(recorded).toMatchObject({ passed: JOURNEYS, failed: 0 })
    await shop.stop()

    const files = Object.values(consumer.snapshot('fixtures/**')).join('\n')
    const sids = [...files.matchAll(/\bsid=([^;"]+)/g)].map(([, value]) => value)
    expect(new Set(sids)).toEqual(new Set(['placeholder-sid-1', 'placeholder-sid-2']))
    expect(files).not.toContain(PASSWORD.split(' ')[1])
  })

  await test.step('replay', async () => {
    const args = ['--workers=4', `--repeat-each=${REPEATS}`]
    const repeated = await consumer.run(args, { env: replaying(shop) })
    expect(repeated.errors).toEqual([])
    expect(repeated).toMatchObject({ passed: JOURNEYS * REPEATS, failed: 0, flaky: 0 })
  })

  await test.step('replay to a client with bugs', async () => {
    const args = ['--workers=2', `--repeat-each=${bugs.length}`, '-g', 'in turn']
    const env = { ...replaying(shop), SHOP_CLIENT: 'bad' }
    const replayed = await consumer.run(args, { env })
    expect(replayed).toMatchObject({ passed: 0, failed: bugs.length })
    for (const [bug, named] of bugs) {
      const errors = replayed.tests.find(({ stdout }) => stdout.trim() === bug)!.errors.join('\n')
      expect.soft(errors, bug).toMatch(named)
    }
  })
})
