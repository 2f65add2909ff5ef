import { expect, test } from '@playwright/test'
import type { Answer } from './support/server.ts'
import { recordThenReplay } from './support/scenario.ts'

const HOUR_MS = 3_600_000
const DAY_MS = 24 * HOUR_MS
const YEARS_MS = 3 * 365 * DAY_MS

/** A service that wants a session cookie and one that lives for a week, and takes both back on sign-out. */
const signIn: Answer = ({ url, headers }, response) => {
  const after = (milliseconds: number): string => new Date(Date.now() + milliseconds).toUTCString()
  if (url === '/login') {
    response.setHeader('Set-Cookie', [
      'sid=s1; Path=/; HttpOnly',
      `remember=ada; Path=/; Expires=${after(7 * DAY_MS)}`,
      'token=t1; Path=/; Max-Age=3600',
      `both=b1; Path=/; Max-Age=3600; Expires=${after(7 * DAY_MS)}`,
    ])
  } else if (url === '/logout') {
    response.setHeader('Set-Cookie', [
      'sid=; Path=/; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
      `remember=; Path=/; Expires=${after(-1_000)}`,
      'token=; Path=/; Max-Age=0',
    ])
  } else if (headers.cookie !== 'sid=s1; remember=ada; token=t1; both=b1') {
    response.statusCode = 401
  }
  response.end(`hello`)
}

const SIGN_IN = `
  async function signsIn(session) {
    await session.post(API + '/login')
    const me = await session.get(API + '/me')
    expect(me.status()).toBe(200)
    return me
  }`

/** Every time in a cassette, three years earlier: as if it had been recorded then. */
function threeYearsAgo(har: string): string {
  const earlier = (text: string): Date => new Date(Date.parse(text) - YEARS_MS)
  return har
    .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, (time) => earlier(time).toISOString())
    .replace(/\w{3}, \d\d \w{3} 20\d\d [\d:]{8} GMT/g, (date) => earlier(date).toUTCString())
}

test('a cassette recorded three years ago still signs in, and out', async () => {
  let changed = ''
  const { recorded, replayed } = await recordThenReplay({
    answer: signIn,
    change: (har) => (changed = threeYearsAgo(har)),
    spec: `
      ${SIGN_IN}
      const hoursLeft = (date) => Math.round((date.getTime() - Date.now()) / ${HOUR_MS})
      test('signs in', async ({ session }) => {
        const me = await signsIn(session)
        expect(hoursLeft(new Date(me.headers()['date']))).toBeCloseTo(0)
        expect(hoursLeft(session.jar.get('remember').expires)).toBe(7 * 24)
        // Max-Age is relative already, and comes before Expires (RFC 6265bis, section 5.5).
        expect(hoursLeft(session.jar.get('token').expires)).toBe(1)
        expect(hoursLeft(session.jar.get('both').expires)).toBe(1)
        const logout = await session.post(API + '/logout')
        expect(session.jar.list().map(({ name }) => name)).toEqual(['both'])
        // What deletes stays in the past, to the letter where it is the epoch.
        expect(logout.headers()['set-cookie']).toContain('Thu, 01 Jan 1970 00:00:00 GMT')
        expect(logout.headers()['set-cookie']).toContain('Max-Age=0')
      })`,
  })
  expect(recorded.errors).toEqual([])
  const year = new Date(Date.now() - YEARS_MS).getUTCFullYear()
  expect(changed).toMatch(
    new RegExp(`remember=placeholder-remember-1; Path=/; Expires=\\w+, \\d+ \\w+ ${year}`),
  )
  expect(replayed.errors).toEqual([])
  expect(replayed).toMatchObject({ passed: 1 })
})

/**
 * What test libraries do to the clock: no time passes, and no timer of the test's ends. `setImmediate` is left
 * out: without it Playwright's own `request` hangs, with this package or not.
 */
const FAKE_CLOCK = `
  const NAMES = ['Date', 'setTimeout', 'setInterval']
  function fakeClock(time, faked) {
    const real = Object.fromEntries(NAMES.map((name) => [name, globalThis[name]]))
    const { now } = performance
    const never = () => ({ unref() {}, ref() {} })
    const fake = { setTimeout: never, setInterval: never, Date: class extends Date {
      constructor(...args) { args.length === 0 ? super(time) : super(...args) }
      static now() { return time }
    } }
    for (const name of faked) globalThis[name] = fake[name]
    performance.now = () => 0
    return () => { Object.assign(globalThis, real); performance.now = now }
  }`

test('a fake clock in the test, fast or slow -> the session goes on in real time', async () => {
  const { recorded, replayed } = await recordThenReplay({
    answer: signIn,
    config: `export default { workers: 1, timeout: 20_000, use: { unusedInteractions: 'fail' } }`,
    change: threeYearsAgo,
    spec: `
      ${SIGN_IN}
      ${FAKE_CLOCK}
      for (const year of [1999, 2099]) {
        test('with its timers, in ' + year, async ({ session, cassette }) => {
          const restore = fakeClock(Date.UTC(year, 0), NAMES)
          await signsIn(session).finally(restore)
          expect(cassette.requests()).toHaveLength(2)
        })
        test('not taken back, in ' + year, async ({ session }) => {
          fakeClock(Date.UTC(year, 0), ['Date'])
          await signsIn(session)
          expect(new Date().getUTCFullYear()).toBe(year)
        })
      }`,
  })
  expect(recorded.errors).toEqual([])
  expect(replayed.errors).toEqual([])
  expect(replayed).toMatchObject({ passed: 4 })
})
