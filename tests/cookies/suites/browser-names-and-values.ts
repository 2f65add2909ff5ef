import type { BrowserRow } from './browsers.ts'

/** `cookies/name/name.html` */
export const names: readonly BrowserRow[] = [
  ['an empty value is kept', 'a=;  path = /', 'a='],
  ['no name, and an equals sign in the value', '=a=1', 'a=1'],
  ['no name, and several equals signs', '===a=1', '==a=1'],
  ['no name', '=a', 'a'],
  ['white space behind the name', 'a =1', 'a=1'],
  ['white space before the name', '   a=1', 'a=1'],
  ['a quote opens no quotation: name with one, then nameless', ['"a=1"=b', '"a=1'], '"a=1'],
  ['an unknown attribute behind a nameless cookie', 'a;b=c', 'a'],
  ['$Version is a name like any other', '$Version=1; a=1', '$Version=1'],
  ['white space inside the name', 'a b=1', 'a b=1'],
  ['a semicolon inside quotes ends the pair', '"a;b"=1', '"a'],
  ['a semicolon inside quotes ends the pair, with an escaped quote', '"a\\"b;c"=1', '"a\\"b'],
  ['the later nameless cookie replaces', ['=a=1', 'b'], 'b'],
  ['the later nameless cookie replaces, without equals signs', ['a', 'b'], 'b'],
  ['the later nameless cookie replaces, with an equals sign', ['a', 'b', '=c'], 'c'],
  ['a nameless cookie beside a named one', ['a', 'b', '=c', 'd=1'], 'c; d=1'],
  ['the later cookie of a name replaces', ['a=1', 'a=2'], 'a=2'],
  ['first in, first out', ['aa=1', 'ab=1'], 'aa=1; ab=1'],
  ['first in, first out, one letter', ['a=1', 'z=1'], 'a=1; z=1'],
  ['first in, first out, against the alphabet', ['z=1', 'a=1'], 'z=1; a=1'],
  ['a comma separates nothing', 'z=1, a=1', 'z=1, a=1'],
  ['a nameless cookie among named ones', ['a=1', '=b', 'c=1'], 'a=1; b; c=1'],
  ['a nameless cookie replaces one', ['aa', 'ab'], 'ab'],
  ['neither name nor value', '=', ''],
  ['an empty field', '', ''],
  ['percent-encoding is not decoded', '%61%62=1', '%61%62=1'],
  ...[
    'a',
    '1',
    '$',
    '!a',
    '@a',
    '#a',
    '$a',
    '%a',
    '^a',
    '&a',
    '*a',
    '(a',
    ')a',
    '-a',
    '_a',
    '+',
  ].map((name): BrowserRow => [`the name ${name}`, `${name}=1`, `${name}=1`]),
  ['the name "a', '"a=1', '"a=1'],
  ['the name "a, with a quoted pair', '"a=b"=1', '"a=b"=1'],
]

/** `cookies/value/value.html`; the row with a line feed, which no header field can hold, is in the table of control characters. */
export const values: readonly BrowserRow[] = [
  ['a comma', 'a=1, b=2', 'a=1, b=2'],
  ['a comma in quotes', 'a="1, b=2"', 'a="1, b=2"'],
  ['a semicolon in quotes ends the value', 'a="1;2" ; ;', 'a="1'],
  ['white space at the end, behind an open quote', 'a="1 ;', 'a="1'],
  ['quotes and white space inside', 'a="1 "   "2"  ;', 'a="1 "   "2"'],
  ['a quote inside', 'a=1"2 ;', 'a=1"2'],
  ['a value alone is nameless', 'a1', 'a1'],
  ['a quoted value alone is nameless', '"a\\"b"', '"a\\"b"'],
  ['a quote that nothing closes', 'a="1', 'a="1'],
  ['an equals sign before a value is no part of it', '=a', 'a'],
  ['4096 bytes', `a=${'v'.repeat(4095)}`, `a=${'v'.repeat(4095)}`],
  ['more than 4096 bytes', `a=${'v'.repeat(4097)}`, ''],
  ['white space behind the last quote', 'a="1 "   ;', 'a="1 "'],
  ['white space before the semicolon', 'a=1    ;', 'a=1'],
  ['white space before the value', 'a=  1', 'a=1'],
  ['quotes are kept', 'a="1"', 'a="1"'],
  ['white space in quotes is kept', 'a="  1 "', 'a="  1 "'],
  ['a semicolon in quotes ends the value, with a word behind it', 'a="1;wow"', 'a="1'],
  ['an equals sign in quotes', 'a="1=1"', 'a="1=1"'],
  ['tabs and spaces around all', 'a\t=\t1\t \t;\tb', 'a=1'],
  ['an empty value among others', ['a=1', 'b=', 'c=1'], 'a=1; b=; c=1'],
  ['percent-encoding is not decoded', 'a=%31%32', 'a=%31%32'],
]

/** `cookies/encoding/charset.html` and `cookies/bytes.window.js` */
export const encodings: readonly BrowserRow[] = [
  ['a value in UTF-8', 'a=春节', 'a=春节'],
  ['a name in UTF-8', 'тест=1', 'тест=1'],
  ['a quoted value in UTF-8', 'a="春节·家"', 'a="春节·家"'],
  ['name and value in UTF-8', '春节=家', '春节=家'],
  ['a quoted pair in UTF-8 is a name with a quote', '"春节=家"', '"春节=家"'],
  ['an attribute in UTF-8', '春节=家; 手册', '春节=家'],
]

const sized = (name: number, value: number): string => `${'n'.repeat(name)}=${'v'.repeat(value)}`

/** `cookies/size/name-and-value.html`: the equals sign does not count. */
export const sizes: readonly BrowserRow[] = [
  ['name 2048, value 2048', sized(2048, 2048), sized(2048, 2048)],
  ['name 4097, value 1', sized(4097, 1), ''],
  ['name 4096, no value', sized(4096, 0), sized(4096, 0)],
  ['name 4097, no value', sized(4097, 0), ''],
  ['name 1, value 4095', sized(1, 4095), sized(1, 4095)],
  ['name 1, value 4096', sized(1, 4096), ''],
  ['name 4096, value 1', sized(4096, 1), ''],
  ['no name, value 4096', sized(0, 4096), 'v'.repeat(4096)],
  ['no name, value 4097', sized(0, 4097), ''],
  ['no name and no equals sign, value 4097', 'v'.repeat(4097), ''],
]
