import { expect, test } from '@playwright/test'
import { checkStaleAfter, staleness, type StaleAfter } from './staleness.ts'

const HOUR = 3_600_000
const SUBJECT = { cassette: 'a.har', command: 'npx playwright test a.spec.ts:1 -u' }

const ages: [option: StaleAfter, hours: number, fail: boolean | undefined][] = [
  ['1h', 0.99, undefined],
  ['1h', 1, false],
  ['2d', 47, undefined],
  ['2d', 48, false],
  ['1w', 24 * 7, false],
  [{ after: '1w' }, 24 * 7, false],
  [{ after: '1w', fail: true }, 24 * 7, true],
  [{ after: '1w', fail: true }, 24 * 6, undefined],
]
for (const [option, hours, fail] of ages) {
  test(`${JSON.stringify(option)}, ${hours} hours old -> ${fail === undefined ? 'fresh' : fail ? 'fails' : 'warns'}`, () => {
    expect(staleness(option, hours * HOUR, SUBJECT)?.fail).toBe(fail)
  })
}

test('the message names cassette, age, limit and command', () => {
  expect(staleness('90d', 91 * 24 * HOUR, SUBJECT)?.message).toBe(
    'a.har was recorded 91 days ago, and staleAfter is 90d. To record again: npx playwright test a.spec.ts:1 -u',
  )
})

const wrong: [value: unknown, message: string][] = [
  ['90', 'staleAfter: "90" is no age; write a whole number with h, d or w'],
  ['3m', 'staleAfter: "3m" is no age'],
  ['-1d', 'is no age'],
  [90, "staleAfter: expected an age such as '90d'"],
  [['90d'], 'expected an age'],
  [{ after: '1.5d' }, 'staleAfter.after: "1.5d" is no age'],
  [{ fail: true }, 'staleAfter.after: undefined is no age'],
  [{ after: '1d', fail: 'yes' }, 'staleAfter.fail: expected true or false'],
  [{ after: '1d', fails: true }, 'staleAfter: unknown key "fails". Allowed: after, fail'],
]
for (const [value, message] of wrong) {
  test(`${JSON.stringify(value)} -> ${message}`, () => {
    expect(() => checkStaleAfter(value)).toThrow(message)
  })
}
