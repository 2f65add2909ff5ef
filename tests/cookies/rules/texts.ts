import { http, type Row } from './row.ts'

/** How long a cookie lives and what it may be called and hold. */
export const texts: readonly Row[] = [
  // Expiry
  [
    '5.7',
    'Max-Age over Expires: it lives',
    'a=1; Max-Age=60; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    'a=1',
  ],
  [
    '5.7',
    'Max-Age over Expires: it is gone',
    'a=1; Expires=Fri, 01 Jan 2038 00:00:00 GMT; Max-Age=0',
    '',
  ],
  [
    '5.6.2',
    'a Max-Age that is no number is passed over',
    'a=1; Max-Age=1e3; Expires=Thu, 01 Jan 1970 00:00:00 GMT',
    '',
  ],
  ['5.6.2', 'of two Max-Age the last counts', 'a=1; Max-Age=0; Max-Age=60', 'a=1'],
  [
    '5.6.1',
    'of two Expires the last that is a date counts',
    'a=1; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Expires=soon',
    '',
  ],
  [
    '5.1.1',
    'the day of the week, the zone and the order mean nothing',
    'a=1; Expires=1970 Jan 1, 00:00:01 (Foo) +0900',
    '',
  ],
  ['5.1.1', 'a year of two digits: 69 is 2069', 'a=1; Expires=01 Jan 69 00:00:00', 'a=1'],
  ['5.1.1', 'a year of two digits: 70 is 1970', 'a=1; Expires=01 Jan 70 00:00:00', ''],
  [
    '5.1.1',
    'ISO 8601, which `new Date` reads, is no cookie date',
    'a=1; Expires=1970-01-01T00:00:00Z',
    'a=1',
  ],
  ['5.1.1', 'a day that the month has not is no date', 'a=1; Expires=31 Feb 1970 00:00:00', 'a=1'],
  ['5.1.1', 'a year before 1601 is no date', 'a=1; Expires=01 Jan 1600 00:00:00', 'a=1'],
  ['5.1.1', 'an hour above 23 is no date', 'a=1; Expires=01 Jan 1970 24:00:00', 'a=1'],

  // Limits
  [
    '5.6',
    'name and value of 4096 bytes together',
    `a=${'v'.repeat(4095)}`,
    `a=${'v'.repeat(4095)}`,
  ],
  ['5.6', 'one byte more', `a=${'v'.repeat(4096)}`, ''],
  ['5.6', 'bytes count, not characters', `a=${'é'.repeat(2048)}`, ''],
  ['5.6', 'an attribute of 1024 bytes', `a=1; Path=/${'p'.repeat(1023)}`, '', http],
  [
    '5.6',
    'an attribute of 1025 bytes is passed over',
    `a=1; Path=/${'p'.repeat(1024)}`,
    'a=1',
    http,
  ],

  // Names and values
  ['5.6', 'a nameless cookie is kept and sent', 'a', 'a'],
  ['5.6', 'a nameless cookie with an equals sign before it', '=a', 'a'],
  ['5.7', 'two nameless cookies are one', ['a', '=b'], 'b'],
  ['5.7', 'neither name nor value is refused', ['=', ' ; Path=/', 'a=1'], 'a=1'],
  ['5.6', 'an empty value', 'a=', 'a='],
  ['5.6', 'quotes belong to the value', 'a="1 2"', 'a="1 2"'],
  ['5.6', 'a tab inside is no control character', 'a=1\t2', 'a=1\t2'],
  ['5.6', 'characters above ASCII', 'naïve=春', 'naïve=春'],
  ['5.6', 'a no-break space is no white space', 'a=\u00a01\u00a0', 'a=\u00a01\u00a0'],
]
