import { expect, test } from '@playwright/test'
import type { SessionCookie } from './cookie.ts'
import { formatNetscape, parseNetscape } from './netscape.ts'

const sid: SessionCookie = {
  name: 'sid',
  value: '1',
  domain: 'example.com',
  hostOnly: true,
  path: '/',
  expires: undefined,
  httpOnly: false,
  secure: false,
  sameSite: undefined,
  partitioned: false,
  createdAt: new Date(0),
}
const expires = new Date(2e12)

test('the first line is the one without which Python refuses the file', () => {
  expect(formatNetscape([])).toBe('# Netscape HTTP Cookie File\n')
})

const written: [what: string, Partial<SessionCookie>, lines: string[]][] = [
  [
    'an expiry',
    { expires: new Date(2e12 + 999) },
    ['example.com\tFALSE\t/\tFALSE\t2000000000\tsid\t1'],
  ],
  ['an expiry of 1970', { expires: new Date(0) }, ['example.com\tFALSE\t/\tFALSE\t1\tsid\t1']],
  [
    'a session cookie',
    {},
    ['example.com\tFALSE\t/\tFALSE\t0\tsid\t1', 'example.com\tFALSE\t/\tFALSE\t\tsid\t1'],
  ],
  [
    'an IPv6 address',
    { domain: '[::1]', expires },
    [
      '::1\tFALSE\t/\tFALSE\t2000000000\tsid\t1',
      '[::1].local\tFALSE\t/\tFALSE\t2000000000\tsid\t1',
    ],
  ],
  [
    'localhost',
    { domain: 'localhost' },
    ['localhost\tFALSE\t/\tFALSE\t0\tsid\t1', 'localhost.local\tFALSE\t/\tFALSE\t\tsid\t1'],
  ],
  [
    'a domain cookie',
    { hostOnly: false, expires },
    ['.example.com\tTRUE\t/\tFALSE\t2000000000\tsid\t1'],
  ],
  [
    'HttpOnly',
    { httpOnly: true, expires },
    ['#HttpOnly_example.com\tFALSE\t/\tFALSE\t2000000000\tsid\t1'],
  ],
  ['Secure', { secure: true, expires }, ['example.com\tFALSE\t/\tTRUE\t2000000000\tsid\t1']],
  ['an empty value', { value: '', expires }, ['example.com\tFALSE\t/\tFALSE\t2000000000\tsid\t']],
  ['no name', { name: '', expires }, ['example.com\tFALSE\t/\tFALSE\t2000000000\t\t1']],
  ['quotes', { value: '"a b"', expires }, ['example.com\tFALSE\t/\tFALSE\t2000000000\tsid\t"a b"']],
]
for (const [what, cookie, expected] of written) {
  test(`${what} -> ${JSON.stringify(expected)}, and back`, () => {
    const text = formatNetscape([{ ...sid, ...cookie }])
    expect(text).toBe(['# Netscape HTTP Cookie File', ...expected, ''].join('\n'))
    const whole =
      cookie.expires && new Date(Math.max(1000, +cookie.expires - (+cookie.expires % 1000)))
    expect(parseNetscape(text)).toEqual([
      { ...sid, ...cookie, expires: whole, createdAt: expect.any(Date) },
    ])
  })
}

for (const cookie of [{ value: 'a\tb' }, { name: 'a\tb' }]) {
  test(`a tab in ${Object.keys(cookie)[0]} -> refused, with the file and another format`, () => {
    expect(() => formatNetscape([{ ...sid, ...cookie }], 'out.txt')).toThrow(
      /^out\.txt: the cookie ".*" has a tab in its name, value or path, which this format cannot hold\n {2}Save as a storage state/,
    )
  })
}

const read: [what: string, text: string, Partial<SessionCookie>[]][] = [
  [
    'curl, session cookie',
    'x.com\tFALSE\t/\tFALSE\t0\ta\t1\n',
    [{ name: 'a', expires: undefined }],
  ],
  [
    'Python, session cookie',
    'x.com\tFALSE\t/\tFALSE\t\ta\t1\n',
    [{ name: 'a', expires: undefined }],
  ],
  ['seconds', 'x.com\tFALSE\t/\tFALSE\t2000000000\ta\t1\n', [{ expires: new Date(2e12) }]],
  [
    'HttpOnly',
    '#HttpOnly_x.com\tFALSE\t/\tFALSE\t0\ta\t1\n',
    [{ domain: 'x.com', httpOnly: true }],
  ],
  [
    'HttpOnly with a dot',
    '#HttpOnly_.x.com\tTRUE\t/\tFALSE\t0\ta\t1\n',
    [{ domain: 'x.com', hostOnly: false, httpOnly: true }],
  ],
  [
    'TRUE without a dot, as wget',
    'x.com\tTRUE\t/\tFALSE\t0\ta\t1\n',
    [{ domain: 'x.com', hostOnly: false }],
  ],
  [
    'FALSE with a dot: the flag decides, as for curl',
    '.x.com\tFALSE\t/\tFALSE\t0\ta\t1\n',
    [{ domain: 'x.com', hostOnly: true }],
  ],
  ['comments and empty lines', '# Netscape HTTP Cookie File\n\n#x.com\tFALSE\n \n', []],
  [
    'CRLF and a byte order mark',
    '\xef\xbb\xbf# Netscape\r\nx.com\tFALSE\t/\tFALSE\t0\ta\t1\r\n',
    [{ value: '1' }],
  ],
  ['no value and no last tab', 'x.com\tFALSE\t/\tFALSE\t0\ta\n', [{ name: 'a', value: '' }]],
  ['no name', 'x.com\tFALSE\t/\tFALSE\t0\t\tv\n', [{ name: '', value: 'v' }]],
  ['upper case host', 'X.Com\tFALSE\t/\tFALSE\t0\ta\t1\n', [{ domain: 'x.com' }]],
  ['IPv6 address of curl', '::1\tFALSE\t/\tFALSE\t0\ta\t1\n', [{ domain: '[::1]' }]],
  ['IPv6 address of Python', '[::1].local\tFALSE\t/\tFALSE\t0\ta\t1\n', [{ domain: '[::1]' }]],
  ['localhost of Python', 'localhost.local\tFALSE\t/\tFALSE\t0\ta\t1\n', [{ domain: 'localhost' }]],
  ['a name in mDNS', 'printer.local\tFALSE\t/\tFALSE\t0\ta\t1\n', [{ domain: 'printer.local' }]],
  ['lower case flags', 'x.com\ttrue\t/\tfalse\t0\ta\t1\n', [{ hostOnly: false, secure: false }]],
  ['no newline at the end', 'x.com\tFALSE\t/\tFALSE\t0\ta\t1', [{ value: '1' }]],
]
for (const [what, text, expected] of read) {
  test(`${what}: ${JSON.stringify(text)}`, () => {
    const cookies = parseNetscape(text)
    expect(cookies).toMatchObject(expected)
    expect(cookies).toHaveLength(expected.length)
  })
}

test('two lines of one cookie -> the later one, in the place of the first', () => {
  const lines = ['a\t1', 'b\t2', 'a\t3'].map((pair) => `x.com\tFALSE\t/\tFALSE\t0\t${pair}\n`)
  expect(parseNetscape(lines.join(''))).toMatchObject([{ value: '3' }, { value: '2' }])
})

const bad: [what: string, line: string, problem: string][] = [
  ['spaces for tabs', 'x.com FALSE / FALSE 0 a 1', '1 fields, expected 7'],
  ['a tab in the value', 'x.com\tFALSE\t/\tFALSE\t0\ta\t1\t2', '8 fields, expected 7'],
  ['no domain', '\tFALSE\t/\tFALSE\t0\ta\t1', 'its domain is not a host name'],
  ['a flag', 'x.com\tyes\t/\tFALSE\t0\ta\t1', 'the second field is "yes", expected TRUE or FALSE'],
  ['a flag', 'x.com\tTRUE\t/\t1\t0\ta\t1', 'the fourth field is "1", expected TRUE or FALSE'],
  ['a path', 'x.com\tTRUE\tcart\tFALSE\t0\ta\t1', 'its path does not start with a slash'],
  ['an expiry', 'x.com\tTRUE\t/\tFALSE\tsoon\ta\t1', 'its expiry is not a number of seconds'],
  ['neither name nor value', 'x.com\tTRUE\t/\tFALSE\t0\t\t', 'it has neither a name nor a value'],
  ['a control character', 'x.com\tTRUE\t/\tFALSE\t0\ta\t\x01', 'its value has a control character'],
]
for (const [what, text, problem] of bad) {
  test(`bad line, ${what} -> file, line and what to do: ${problem}`, () => {
    expect(() => parseNetscape(`# Netscape HTTP Cookie File\n\n${text}\n`, 'in.txt')).toThrow(
      expect.objectContaining({
        name: 'CookieFileError',
        file: 'in.txt',
        line: 3,
        message: `in.txt:3: ${problem}\n  Mend or remove the line: domain, subdomains, path, secure, expires, name, value, with a tab between each two.`,
      }),
    )
  })
}
