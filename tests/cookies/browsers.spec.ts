import { expect, test } from '@playwright/test'
import { useEveryHost } from '../support/use-every-host.ts'
import { browserCases } from './suites/browsers.ts'
import { play } from './suites/cookie-case.ts'

const hosts = useEveryHost()

for (const one of browserCases) {
  test(`as browsers do, ${one.title}`, async () => {
    expect(await play(hosts.server, one)).toBe(one.sent)
  })
}
