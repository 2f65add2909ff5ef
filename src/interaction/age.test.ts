import { expect, test } from '@playwright/test'
import { ago } from './age.ts'

const MINUTE = 60_000
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

const cases: [milliseconds: number, text: string][] = [
  // A clock that was put back.
  [-5 * DAY, 'just now'],
  [0, 'just now'],
  [MINUTE - 1, 'just now'],
  [MINUTE, '1 minute ago'],
  [119 * MINUTE, '119 minutes ago'],
  [2 * HOUR, '2 hours ago'],
  [47 * HOUR, '47 hours ago'],
  [2 * DAY, '2 days ago'],
  [12.9 * DAY, '12 days ago'],
  [91 * DAY, '91 days ago'],
  [92 * DAY, '3 months ago'],
  [400 * DAY, '13 months ago'],
  [3 * 366 * DAY, '3 years ago'],
]

for (const [milliseconds, text] of cases) {
  test(`${milliseconds / MINUTE} minutes -> ${text}`, () => expect(ago(milliseconds)).toBe(text))
}
