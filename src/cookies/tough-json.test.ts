import { expect, test } from '@playwright/test'
import { CookieJar } from 'tough-cookie'
import { Jar } from './jar.ts'
import { formatToughJson, parseToughJson } from './tough-json.ts'

const site = 'https://shop.example.com/cart/items'

test('what this writes -> tough-cookie reads, and sends the same cookies', () => {
  const jar = new Jar()
  jar.receive(site, ['a=1; Path=/; Max-Age=60', 'b=2; Domain=example.com; SameSite=Strict', 'c'])
  const tough = CookieJar.deserializeSync(formatToughJson(jar.list()))
  expect(tough.getCookieStringSync(site)).toBe(jar.cookieHeader(site))
})

test('what tough-cookie writes -> is read here, all attributes too', () => {
  const tough = new CookieJar()
  tough.setCookieSync('a=1; Path=/; HttpOnly; Secure; SameSite=Strict; Priority=High', site)
  tough.setCookieSync('b=2; Domain=example.com; Expires=Fri, 01 Jan 2038 00:00:00 GMT', site)
  tough.setCookieSync('c=3; Max-Age=60', site)
  const cookies = parseToughJson(JSON.stringify(tough))
  expect(cookies).toMatchObject([
    {
      name: 'a',
      hostOnly: true,
      path: '/',
      httpOnly: true,
      secure: true,
      sameSite: 'Strict',
      extensions: ['Priority=High'],
    },
    {
      name: 'b',
      domain: 'example.com',
      hostOnly: false,
      path: '/cart',
      expires: new Date(Date.UTC(2038, 0)),
    },
    { name: 'c' },
  ])
  const seconds = (Number(cookies[2]!.expires) - Date.now()) / 1000
  expect(seconds).toBeGreaterThan(50)
  expect(seconds).toBeLessThanOrEqual(60)
})

const bad: [text: string, problem: string][] = [
  ['{"cookies":[{"key":"a","value":"1","path":"/"}]}', '$.cookies[0].domain: missing'],
  [
    '{"cookies":[{"key":"a","domain":"x.com","path":"/","expires":"soon"}]}',
    '$.cookies[0].expires: expected an ISO date',
  ],
  [
    '{"cookies":[{"key":"a","domain":"x.com","path":"/","extensions":{}}]}',
    '$.cookies[0].extensions: expected an array',
  ],
  [
    '{"cookies":[{"key":"","value":"","domain":"x.com","path":"/"}]}',
    '$.cookies[0]: it has neither a name nor a value',
  ],
]
for (const [text, problem] of bad) {
  test(`${text} -> ${problem}`, () => {
    expect(() => parseToughJson(text, 'in.json')).toThrow(`in.json: ${problem}`)
  })
}
