import type { BrowserRow } from './browsers.ts'

/** `cookies/attributes/expires.html` */
export const expires: readonly BrowserRow[] = [
  ['a date with a comma', 'a=1; Expires=Fri, 01 Jan 2038 00:00:00 GMT', 'a=1'],
  ['a date with words behind it', 'a=1; Expires=Fri 01 Jan 2038 00:00:00 GMT, b=2', 'a=1'],
  ['a date to come', 'a=1; Expires=Sat, 01 Jan 2039 00:00:00 GMT', 'a=1'],
  [
    'a past one, then one to come',
    ['a=1; Expires=Tue, 07 Aug 2007 08:04:19 GMT', 'a=2; Expires=Sat, 07 Aug 2038 08:04:19 GMT'],
    'a=2',
  ],
  ['a past date', 'a=1; expires=Thu, 10 Apr 1980 16:33:12 GMT', ''],
]

/** `cookies/attributes/max-age.html` */
export const maxAge: readonly BrowserRow[] = [
  ['a comma in the number: passed over', 'a=1; Max-Age=50,399', 'a=1'],
  ['seconds to live', 'a=1; max-age=10000', 'a=1'],
  ['0', 'a=1; max-age=0', ''],
  ['-1', 'a=1; max-age=-1', ''],
  ['-20', 'a=1; max-age=-20', ''],
  ['two cookies', ['a=1; max-age=60', 'b=1; max-age=60'], 'a=1; b=1'],
  [
    '0 deletes the cookie of that name',
    ['a=1; max-age=60', 'b=1; max-age=60', 'a=2; max-age=0'],
    'b=1',
  ],
  [
    '0 deletes one, and sets none',
    ['a=1; max-age=60', 'b=1; max-age=60', 'a=2; max-age=0', 'c=1; max-age=0'],
    'b=1',
  ],
  [
    'behind odd quotes, and as a fraction',
    ['a="1! = b;c";" d; max-age=6', 'e; max-age=2.63,'],
    'a="1! = b; e',
  ],
  ['0, for a named and a nameless cookie', ['a=1; max-age=0', 'b; max-age=0'], ''],
]

/** `cookies/attributes/invalid.html` */
export const unknown: readonly BrowserRow[] = [
  ['before Path', 'a=1; lol; Path=/', 'a=1', '/cookies/attributes/page'],
  ['behind Path', 'a=1; Path=/; lol', 'a=1', '/cookies/attributes/page'],
  ['in single quotes', "a=1; Path=/; 'lol'", 'a=1', '/cookies/attributes/page'],
  ['in double quotes', 'a=1; Path=/; "lol"', 'a=1', '/cookies/attributes/page'],
  ['with an equals sign alone', 'a=1; Path=/; lol=', 'a=1', '/cookies/attributes/page'],
  ['a quoted semicolon before Path', 'a=1; lol="b;c"; Path=/', 'a=1', '/cookies/attributes/page'],
  ['a quoted semicolon behind Path', 'a=1; Path=/; lol="b;c"', 'a=1', '/cookies/attributes/page'],
  ['Secure in quotes is not Secure', 'a=1; "Secure"', 'a=1'],
  ['Secure with a word is not Secure', 'a=1; Secure qux', 'a=1'],
  ['a comma in its name', 'a=1; b,c=d', 'a=1'],
  ['a comma in its value', 'a=1; b=c,d', 'a=1'],
  ['several, with white space and semicolons', '  a  = 1  ;b;;;   c', 'a=1'],
  ['several, behind a value of equals signs', '  a=== 1  ;b;;;   c', 'a=== 1'],
  ['Version=1', 'a=1; version=1;', 'a=1'],
  ['Version=1000', 'a=1; version=1000;', 'a=1'],
  ['quoted words, and a semicolon', "a=1; b='c or d';", 'a=1'],
  ['quoted words', "a=1; b='c or d'", 'a=1'],
  ['pairs with a comma', 'a=1; b=c, d=e', 'a=1'],
  ['a comma in Max-Age', 'a=1;max-age=3600, b=c;path=/', 'a=1', '/cookies/attributes/page'],
  ['an equals sign alone among cookies', ['a=1', '=', 'b=1'], 'a=1; b=1'],
  ['an empty field', ['a=1', ''], 'a=1'],
  ['an equals sign alone behind a nameless cookie', ['a', '='], 'a'],
  ['an attribute alone', ['a', '; b'], 'a'],
  ['spaces alone', ['a', '   '], 'a'],
  ['a tab alone', ['a', '\t'], 'a'],
  [
    'a foreign Domain among noise',
    'a=1; domain=.parser.test; ;; ;=; ,,, ===,abc,=; abracadabra! max-age=20;=;;',
    '',
  ],
]

/** `cookies/attributes/secure.https.html`, and over plain HTTP `resources/secure-non-secure-child.html` */
export const secure: readonly BrowserRow[] = [
  ...[
    'Secure',
    'seCURe',
    'Secure=',
    'Secure=b',
    'Secure =b',
    'Secure= b',
    '           Secure',
    '      Secure     ;',
  ].flatMap((attribute): BrowserRow[] => [
    [`HTTPS: "${attribute}"`, `a=1; ${attribute}`, 'a=1', { scheme: 'https' }],
    [`HTTP: "${attribute}"`, `a=1; ${attribute}`, ''],
  ]),
  [
    'HTTPS: Secure alone',
    ['a=1; secure; ', '; secure', 'b=2; secure;'],
    'a=1; b=2',
    { scheme: 'https' },
  ],
  ['HTTP: __Secure- with Secure', '__Secure-a=1; Secure', ''],
  ['HTTP: __Secure- without', '__Secure-a=1', ''],
  ['HTTP: percent-encoding makes no prefix', '__%53ecure-a=1', '__%53ecure-a=1'],
]

const long = 'e'.repeat(1024)

/** `cookies/size/attributes.www.sub.html` */
export const attributeSizes: readonly BrowserRow[] = [
  [
    'a Path too long behind a good one',
    `a=1; path=/cookies/size; path=/cookies/siz${long}`,
    'a=1',
    '/cookies/size/page',
  ],
  [
    'a Path too long before a good one',
    `a=1; path=/cookies/siz${long}; path=/cookies/size`,
    'a=1',
    '/cookies/size/page',
  ],
  ['a Domain too long behind a good one', `a=1; domain=example.org; domain=${long}.com`, 'a=1'],
  ['a Domain too long before a good one', `a=1; domain=${long}.com; domain=example.org`, 'a=1'],
]
