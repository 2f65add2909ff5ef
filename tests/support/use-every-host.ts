import { test } from '@playwright/test'
import { EveryHost } from './every-host.ts'

/**
 * One server for all tests of a file.
 *
 * @example
 * const hosts = useEveryHost()
 * test('…', () => play(hosts.server, …))
 */
export function useEveryHost(): { readonly server: EveryHost } {
  let server: EveryHost | undefined
  test.beforeAll(async () => {
    server = await EveryHost.start()
  })
  test.afterAll(() => server?.[Symbol.asyncDispose]())
  return {
    get server() {
      if (server === undefined) throw new Error('The server runs while a test does')
      return server
    },
  }
}
