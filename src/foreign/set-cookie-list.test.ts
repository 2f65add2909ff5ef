import { expect, test } from '@playwright/test'
import { splitSetCookie } from './set-cookie-list.ts'

const LISTS: readonly [joined: string, fields: string[]][] = [
  ['a=1', ['a=1']],
  ['a=1, b=2', ['a=1', 'b=2']],
  ['a=1,b=2', ['a=1', 'b=2']],
  [
    'a=1; Expires=Wed, 01 Jan 2070 00:00:00 GMT; Path=/, b=2',
    ['a=1; Expires=Wed, 01 Jan 2070 00:00:00 GMT; Path=/', 'b=2'],
  ],
  [
    'a=1; Expires=Wednesday, 01-Jan-70 00:00:00 GMT, b=2',
    ['a=1; Expires=Wednesday, 01-Jan-70 00:00:00 GMT', 'b=2'],
  ],
  ['a=x, y; Path=/, __Host-b=2', ['a=x, y; Path=/', '__Host-b=2']],
  ['a=; Max-Age=0, a=2', ['a=; Max-Age=0', 'a=2']],
]

for (const [joined, fields] of LISTS) {
  test(`${joined} -> ${fields.length} fields`, () => expect(splitSetCookie(joined)).toEqual(fields))
}
