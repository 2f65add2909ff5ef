import { expect, test } from '@playwright/test'
import type { Interaction } from '../interaction/interaction.ts'
import { cookieLanes } from './cookie-lanes.ts'

interface Exchange {
  /** Seconds after the first. */
  readonly at: number
  readonly url?: string
  readonly cookie?: string
  readonly setCookie?: readonly string[]
}

const RECORDED_AT = Date.parse('2021-03-01T10:00:00Z')

function lanesOf(...exchanges: readonly Exchange[]): Record<string, string[]> {
  const interactions = exchanges.map(
    ({ at, url = 'https://shop.test/', cookie, setCookie = [] }): Interaction => ({
      startedAt: RECORDED_AT + at * 1_000,
      time: 1,
      wait: 1,
      request: {
        method: 'GET',
        url,
        httpVersion: 'HTTP/1.1',
        headers: cookie === undefined ? [] : [{ name: 'Cookie', value: cookie }],
        body: new Uint8Array(),
      },
      response: {
        status: 200,
        statusText: 'OK',
        httpVersion: 'HTTP/1.1',
        headers: setCookie.map((value) => ({ name: 'Set-Cookie', value })),
        body: new Uint8Array(),
      },
    }),
  )
  return Object.fromEntries(
    cookieLanes(interactions).map(({ name, domain, path, events }) => [
      `${name} ${domain}${path}`,
      events.map(({ kind, index, reason }) => `${kind} ${index}${reason ? `: ${reason}` : ''}`),
    ]),
  )
}

const LANES: readonly [title: string, exchanges: Exchange[], lanes: Record<string, string[]>][] = [
  [
    'set, sent, changed, deleted',
    [
      { at: 0, setCookie: ['sid=1; Path=/'] },
      { at: 1, cookie: 'sid=1', setCookie: ['sid=2; Path=/'] },
      { at: 2, cookie: 'sid=2', setCookie: ['sid=; Path=/; Max-Age=0'] },
    ],
    { 'sid shop.test/': ['set 0', 'sent 1', 'changed 1', 'sent 2', 'deleted 2'] },
  ],
  [
    'a Max-Age that runs out between two requests',
    [{ at: 0, setCookie: ['sid=1; Path=/; Max-Age=9'] }, { at: 8, cookie: 'sid=1' }, { at: 10 }],
    { 'sid shop.test/': ['set 0', 'sent 1', 'expired 2'] },
  ],
  [
    'an Expires that runs out between two requests',
    [
      { at: 0, setCookie: ['sid=1; Path=/; Expires=Mon, 01 Mar 2021 10:00:30 GMT'] },
      { at: 20, cookie: 'sid=1' },
      { at: 40 },
    ],
    { 'sid shop.test/': ['set 0', 'sent 1', 'expired 2'] },
  ],
  [
    'the same again',
    [
      { at: 0, setCookie: ['sid=1; Path=/'] },
      { at: 1, setCookie: ['sid=1; Path=/'] },
    ],
    { 'sid shop.test/': ['set 0'] },
  ],
  [
    'a longer life',
    [
      { at: 0, setCookie: ['sid=1; Path=/; Max-Age=60'] },
      { at: 30, setCookie: ['sid=1; Path=/; Max-Age=60'] },
      { at: 70, cookie: 'sid=1' },
    ],
    { 'sid shop.test/': ['set 0', 'changed 1', 'sent 2'] },
  ],
  [
    'a cookie that a browser refuses',
    [{ at: 0, setCookie: ['sid=1; SameSite=None'] }],
    { 'sid shop.test/': ['refused 0: SameSite=None needs the Secure attribute'] },
  ],
  [
    'a cookie that the client brought',
    [{ at: 0, cookie: 'lang=en' }],
    { 'lang shop.test/': ['sent 0'] },
  ],
  [
    'one name at two domains',
    [
      {
        at: 0,
        url: 'https://a.shop.test/',
        setCookie: ['id=1; Path=/', 'id=2; Domain=shop.test; Path=/'],
      },
      { at: 1, url: 'https://a.shop.test/', cookie: 'id=1; id=2' },
      { at: 2, url: 'https://b.shop.test/', cookie: 'id=2' },
    ],
    { 'id a.shop.test/': ['set 0', 'sent 1'], 'id .shop.test/': ['set 0', 'sent 1', 'sent 2'] },
  ],
]

for (const [title, exchanges, lanes] of LANES) {
  test(`${title} -> ${Object.values(lanes).flat().join(', ')}`, () => {
    expect(lanesOf(...exchanges)).toEqual(lanes)
  })
}
