import { expect, test } from '@playwright/test'
import { parseSetCookie } from '../../src/cookies/set-cookie.ts'
import { useEveryHost } from '../support/use-every-host.ts'
import { play } from './suites/cookie-case.ts'
import { dateCases, headerCases } from './suites/http-state.ts'

const hosts = useEveryHost()

for (const one of headerCases) {
  test(`http-state ${one.title}${one.revised ? ', revised by RFC 6265bis' : ''}`, async () => {
    expect(await play(hosts.server, one)).toBe(one.sent)
  })
}

for (const [index, { test: text, expected }] of dateCases.entries()) {
  test(`http-state date ${index}: ${JSON.stringify(text)} -> ${expected}`, () => {
    const { expires } = parseSetCookie(`a=1; Expires=${text}`)
    expect(expires?.toUTCString() ?? null).toBe(expected)
  })
}

test('the suite is whole', () => {
  expect([headerCases.length, dateCases.length]).toEqual([218, 70])
  expect(headerCases.filter(({ revised }) => revised)).toHaveLength(23)
})
