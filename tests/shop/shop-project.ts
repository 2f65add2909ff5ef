import { readFileSync } from 'node:fs'
import { createConsumer, type Consumer } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'

const PROJECT = new URL('./project/', import.meta.url)

const CONFIG = `export default {
  testMatch: '**/*.consumer.ts',
  timeout: 60_000,
  use: {
    baseURL: process.env.SHOP,
    unusedInteractions: 'fail',
    matchOn: { headers: ['x-csrf-token', 'accept-language'] },
  },
}`

/** What the shop and the one who records know, and a replay does not. */
export const PASSWORD = 'correct horse battery staple'

/** How many tests the project has. */
export const JOURNEYS = 4

/** The project in which two users shop, with a good client and with each of the bad ones. */
export function createShopProject(): Consumer {
  const text = (name: string): string => readFileSync(new URL(name, PROJECT), 'utf8')
  return createConsumer({
    config: CONFIG,
    files: { 'client.ts': text('client.ts'), 'shop.consumer.ts': text('shop.consumer.ts') },
  })
}

/** Starts the shop in a process of its own. */
export function startShop(): Promise<LiveServer> {
  return LiveServer.start(new URL('./server.ts', import.meta.url), {
    env: { SHOP_PASSWORD: PASSWORD },
  })
}

/** The environment of a run that records. */
export function recording(shop: LiveServer): Record<string, string> {
  return { SHOP: shop.url, SHOP_PASSWORD: PASSWORD }
}

/** The environment of a run that replays, which has no secret. */
export function replaying(shop: LiveServer): Record<string, string> {
  return { SHOP: shop.url, CI: '1' }
}
