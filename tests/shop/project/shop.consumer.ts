import { expect, test } from 'replaywright'
import { BUGS, ShopClient, type Bug, type Item } from './client.ts'

const TEA_AND_MILK: Item[] = [
  { item: 'Tee', quantity: 2 },
  { item: 'Milch', quantity: 1 },
]
const BREAD: Item[] = [{ item: 'Brot', quantity: 1 }]
const PICTURE = Buffer.from(Array.from({ length: 5_000 }, (_, index) => index % 251))

interface Journey {
  /** Who signs in with each of the two clients. */
  readonly users: readonly [string, string]
  readonly baskets: readonly [Item[], Item[]]
  /** Whether both shop at the same time, or the second one before the first. */
  readonly atOnce: boolean
}

const IN_TURN: Journey = {
  users: ['ada', 'bob'],
  baskets: [TEA_AND_MILK, BREAD],
  atOnce: false,
}
const AT_ONCE: Journey = { ...IN_TURN, atOnce: true }

const JOURNEYS: Record<string, Journey> = {
  'two users in turn': IN_TURN,
  'two users at once': AT_ONCE,
  // Only their cookies tell these apart.
  'two users with equal baskets': { ...AT_ONCE, baskets: [BREAD, BREAD] },
  'one user in two sessions': { ...AT_ONCE, users: ['ada', 'ada'] },
}

// A bug comes after the recording, as a change of an application does: each repetition has the next one.
const bugs = process.env['SHOP_CLIENT'] === 'bad' ? (Object.keys(BUGS) as Bug[]) : []

for (const [title, { users, baskets, atOnce }] of Object.entries(JOURNEYS)) {
  test(title, async ({ session, newSession, cassette }, { repeatEachIndex }) => {
    const bug = bugs[repeatEachIndex]
    if (bug) console.log(bug)
    const first = new ShopClient(session, bug)
    const second = new ShopClient(await newSession())
    await first.signIn(users[0])
    await second.signIn(users[1])
    if (bug === 'cookie of the other user') await session.addCookies(await second.session.cookies())

    expect(await first.products(1)).toEqual(['Tee', 'Milch'])
    const buySecond = buy(second, baskets[1])
    if (!atOnce) await buySecond
    await Promise.all([buy(first, baskets[0]), buySecond])

    expect(await first.signOut()).toBe(204)
    expect((await session.get('/account')).status()).toBe(401)
    expect((await second.session.get('/account')).status()).toBe(200)
    expect(cassette.requests('POST', '/login')).toHaveLength(2)
  })
}

/** From an empty basket to an order that was sent, with an error on the way. */
async function buy(client: ShopClient, items: readonly Item[]): Promise<void> {
  await client.fill(items)
  expect(await client.basket()).toEqual({ items })
  expect(await client.coupon('SPRING')).toBe(422)
  expect(await client.avatar(PICTURE)).toEqual({ name: 'me.png', size: PICTURE.length })
  expect(await client.order()).toBe('sent')
}
