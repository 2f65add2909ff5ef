import { LiveServer } from '../support/live-server.ts'

/** The API of `server.ts`, as it was (1) or as it has become (2). */
export function startApi(version: 1 | 2, port = 0): Promise<LiveServer> {
  return LiveServer.start(new URL('server.ts', import.meta.url), {
    port,
    env: { API_VERSION: String(version) },
  })
}

/** A test that signs in and lists orders. */
export const ORDERS = `
import { test } from 'replaywright'
test('orders', async ({ session }) => {
  await session.post(process.env.API_URL + '/login', { form: { user: 'ada' } })
  await session.get(process.env.API_URL + '/orders')
})`
