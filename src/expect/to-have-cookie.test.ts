import { expect, request, test, type BrowserContext } from '@playwright/test'
import { failureText, lines } from '../../tests/support/failure-text.ts'
import { Jar } from '../cookies/jar.ts'
import { Session } from '../session/session.ts'
import type { CookieAttributes } from './cookie-attributes.ts'
import { expect as extended } from './index.ts'

const URL = 'https://shop.test/account/login'

function jarWith(...setCookie: readonly string[]): Jar {
  const jar = new Jar()
  jar.receive(URL, setCookie)
  return jar
}

/** In an hour, as a Set-Cookie field has it: whole seconds. */
const HOUR = new Date(Math.ceil(Date.now() / 1000) * 1000 + 3_600_000)
const later = (ms: number): Date => new Date(HOUR.getTime() + ms)

const full = `sid=abc; Path=/; Domain=shop.test; Expires=${HOUR.toUTCString()}; Secure; HttpOnly; SameSite=Lax; Partitioned`

const outcomes: readonly [cookie: string, expected: CookieAttributes, pass: boolean][] = [
  [full, {}, true],
  [full, { value: 'abc' }, true],
  [full, { value: 'ab' }, false],
  [full, { value: /^a/ }, true],
  [full, { value: expect.stringContaining('c') }, true],
  [full, { value: expect.any(Number) }, false],
  [full, { domain: 'shop.test' }, true],
  [full, { domain: '.Shop.test' }, true],
  [full, { domain: /^shop/ }, true],
  [full, { domain: 'test' }, false],
  ['sid=1', { domain: 'shop.test' }, true],
  ['sid=1', { domain: '.shop.test' }, false],
  [full, { path: '/' }, true],
  ['sid=1', { path: '/account' }, true],
  [full, { expires: HOUR }, true],
  [full, { expires: later(5000) }, true],
  [full, { expires: later(5001) }, false],
  [full, { expires: later(-5001) }, false],
  [full, { expires: later(60_000), tolerance: 60_000 }, true],
  [full, { expires: later(1), tolerance: 0 }, false],
  [full, { expires: expect.any(Date) }, true],
  [full, { expires: undefined }, false],
  ['sid=1', { expires: undefined }, true],
  ['sid=1', { expires: HOUR }, false],
  ['sid=1; Max-Age=60', { maxAge: 60 }, true],
  ['sid=1; Max-Age=60', { maxAge: 61 }, false],
  ['sid=1; Max-Age=60', { expires: expect.any(Date) }, true],
  [full, { httpOnly: true, secure: true, partitioned: true, sameSite: 'Lax' }, true],
  [full, { httpOnly: false }, false],
  ['sid=1', { httpOnly: false, secure: false, partitioned: false, sameSite: undefined }, true],
  ['sid=1', { sameSite: 'Lax' }, false],
  ['sid=1', { session: true }, true],
  ['sid=1', { session: false }, false],
  [full, { session: true }, false],
  ['sid=1; Max-Age=60', { session: false }, true],
  [full, expect.objectContaining({ secure: true, session: false }), true],
  [full, expect.objectContaining({ secure: false }), false],
  ['sid=s%C3%A9ance', { value: 's%C3%A9ance' }, true],
  [`sid=${Buffer.from('été').toString('latin1')}`, { value: 'été' }, true],
]

/** The same in every process: without the time of day. */
function titleOf(expected: CookieAttributes): string {
  return JSON.stringify(expected, (_key, value: unknown) =>
    value instanceof RegExp || value === undefined ? String(value) : value,
  ).replace(/"\d{4}-[^"]+"/, (date) => `HOUR + ${Date.parse(JSON.parse(date)) - HOUR.getTime()} ms`)
}

for (const [cookie, expected, pass] of outcomes) {
  test(`${cookie === full ? 'full' : cookie} has ${titleOf(expected)} -> ${pass}`, async () => {
    const jar = jarWith(cookie)
    const positive = await failureText(() => extended(jar).toHaveCookie('sid', expected))
    const negative = await failureText(() => extended(jar).not.toHaveCookie('sid', expected))
    expect([positive === 'passed', negative === 'passed']).toEqual([pass, !pass])
  })
}

test('a session, its context and its state -> the same cookie', async () => {
  await using session = await Session.create()
  session.jar.receive(URL, [full])
  const attributes = { value: 'abc', domain: '.shop.test', expires: HOUR, partitioned: true }
  await extended(session).toHaveCookie('sid', attributes)
  await extended(session.jar).toHaveCookie('sid', attributes)
  await extended(await session.storageState()).toHaveCookie('sid', attributes)
  const context = { newPage: () => undefined, cookies: () => session.cookies() }
  await extended(context as unknown as BrowserContext).toHaveCookie('sid', attributes)
})

test('a global expression, which remembers where it matched -> matches again', async () => {
  const jar = jarWith(full)
  const value = /abc/g
  await extended(jar).toHaveCookie('sid', { value })
  await extended(jar).toHaveCookie('sid', { value })
})

test('the context of `request` -> its own cookies', async () => {
  await using session = await Session.create()
  session.jar.receive(URL, [full])
  await using context = await request.newContext({ storageState: await session.storageState() })
  await extended(context).toHaveCookie('sid', { value: 'abc', domain: '.shop.test', expires: HOUR })
  expect(await failureText(() => extended(context).toHaveCookie('csrf'))).toContain(
    'no cookie `csrf`; the request context has `sid`',
  )
})

test('some attributes differ -> a table that marks them', async () => {
  const expected = {
    value: /^\d+$/,
    httpOnly: true,
    sameSite: 'Strict',
    domain: '.shop.test',
    expires: HOUR,
    path: '/account',
  } as const
  const jar = jarWith('sid=abc; HttpOnly; SameSite=Lax')
  expect(await failureText(() => extended(jar).toHaveCookie('sid', expected))).toBe(
    lines(`
      expect(received).toHaveCookie("sid", attributes)

      the jar has cookie \`sid\` (domain shop.test, path /account)

                    expected                        received
        ✘ value     /^\\d+$/                         "abc"
          httpOnly  true                            true
        ✘ sameSite  "Strict"                        "Lax"
        ✘ domain    ".shop.test"                    "shop.test" (that host alone)
        ✘ expires   ${HOUR.toISOString()} ± 5 s  none
          path      "/account"                      "/account"
    `),
  )
})

test('another expiry -> by how much', async () => {
  const text = await failureText(() =>
    extended(jarWith(full)).toHaveCookie('sid', { expires: later(-90_500), tolerance: 100 }),
  )
  expect(text).toContain(
    `✘ expires  ${later(-90_500).toISOString()} ± 0.1 s  ${HOUR.toISOString()} (90.5 s later)`,
  )
})

test('two of that name -> the closest', async () => {
  const jar = jarWith('id=1; Path=/', 'id=2; Path=/a; HttpOnly')
  await extended(jar).toHaveCookie('id', { value: '1' })
  await extended(jar).toHaveCookie('id', { value: '2', path: '/a' })
  expect(
    await failureText(() => extended(jar).toHaveCookie('id', { value: '3', httpOnly: true })),
  ).toBe(
    lines(`
      expect(received).toHaveCookie("id", attributes)

      the jar has 2 cookies \`id\`; the closest is that of domain shop.test, path /a

                    expected  received
        ✘ value     "3"       "2"
          httpOnly  true      true
    `),
  )
})

test('none of that name -> near names first', async () => {
  const jar = jarWith('csrf=1', 'SID=2')
  expect(await failureText(() => extended(jar).toHaveCookie('sid'))).toBe(
    lines(`
      expect(received).toHaveCookie("sid")

      no cookie \`sid\`; the jar has \`SID\`, \`csrf\`
    `),
  )
})

test('more than a message can list -> how many', async () => {
  const jar = jarWith(...Array.from({ length: 10 }, (_, index) => `c${index}=1`))
  expect(await failureText(() => extended(jar).toHaveCookie('sid'))).toMatch(
    /the jar has `c0`, .*, `c7` and 2 more$/,
  )
})

test('refused -> why, once for each reason', async () => {
  const jar = jarWith('sid=1; SameSite=None', 'sid=2; SameSite=None', 'other=1; Domain=test')
  expect(await failureText(() => extended(jar).toHaveCookie('sid', { secure: true }))).toBe(
    lines(`
      expect(received).toHaveCookie("sid", attributes)

      no cookie \`sid\`; the jar is empty
      \`sid\` from ${URL} was refused: SameSite=None needs the Secure attribute
    `),
  )
})

test('not, and it has it -> said so', async () => {
  const jar = jarWith('sid=secret')
  expect(await failureText(() => extended(jar).not.toHaveCookie('sid'))).toBe(
    lines(`
      expect(received).not.toHaveCookie("sid")

      the jar has cookie \`sid\` (domain shop.test, path /account)
    `),
  )
})

const wrong: readonly [
  title: string,
  holder: unknown,
  args: readonly unknown[],
  message: string,
][] = [
  [
    'a page',
    { url: () => '' },
    ['sid'],
    'toHaveCookie takes a session, its jar, a browser context (page.context()), a request context or a storage state, and was given an object',
  ],
  ['no name', new Jar(), [], "toHaveCookie takes the cookie's name, and was given undefined"],
  [
    'a value in place of the attributes',
    new Jar(),
    ['sid', 'abc'],
    "toHaveCookie takes the cookie's attributes as an object, such as { value: 'abc', httpOnly: true }",
  ],
  [
    'an attribute in another case',
    new Jar(),
    ['sid', { httponly: true }],
    'toHaveCookie: a cookie has no attribute "httponly". Did you mean "httpOnly"?',
  ],
  [
    'an attribute that no cookie has',
    new Jar(),
    ['sid', { colour: 1 }],
    'toHaveCookie: a cookie has no attribute "colour". Allowed: value, domain, path, expires, maxAge, httpOnly, secure, sameSite, partitioned, session, tolerance',
  ],
  [
    'an expiry in seconds',
    new Jar(),
    ['sid', { expires: 1 }],
    'toHaveCookie: expires takes a valid Date or an asymmetric matcher',
  ],
]

for (const [title, holder, args, message] of wrong) {
  test(`${title} -> an error, also under not`, async () => {
    const [name, attributes] = args as [string, CookieAttributes]
    const any = holder as Jar
    expect(await failureText(() => extended(any).toHaveCookie(name, attributes))).toBe(message)
    expect(await failureText(() => extended(any).not.toHaveCookie(name, attributes))).toBe(message)
  })
}
