import { expect, test } from '@playwright/test'
import type { SessionCookie } from './cookie.ts'
import { formatLwp, parseLwp } from './lwp.ts'

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
const line = (cookie: Partial<SessionCookie>): string =>
  formatLwp([{ ...sid, ...cookie }]).split('\n')[1]!

const plain = 'Set-Cookie3: sid=1; path="/"; domain="example.com"; path_spec; discard; version=0'

const written: [what: string, Partial<SessionCookie>, line: string][] = [
  ['a session cookie', {}, plain],
  [
    'a domain cookie',
    { hostOnly: false },
    'Set-Cookie3: sid=1; path="/"; domain=".example.com"; path_spec; domain_dot; discard; version=0',
  ],
  [
    'Secure and HttpOnly',
    { secure: true, httpOnly: true },
    'Set-Cookie3: sid=1; path="/"; domain="example.com"; path_spec; secure; discard; HttpOnly=None; version=0',
  ],
  [
    'an expiry',
    { expires: new Date(2e12) },
    'Set-Cookie3: sid=1; path="/"; domain="example.com"; path_spec; expires="2033-05-18 03:33:20Z"; version=0',
  ],
  [
    'a value with a quote',
    { value: 'a"b\\c' },
    'Set-Cookie3: sid="a\\"b\\\\c"; path="/"; domain="example.com"; path_spec; discard; version=0',
  ],
  [
    'a tab',
    { value: 'a\tb' },
    'Set-Cookie3: sid="a\tb"; path="/"; domain="example.com"; path_spec; discard; version=0',
  ],
  [
    'an empty value',
    { value: '' },
    'Set-Cookie3: sid=""; path="/"; domain="example.com"; path_spec; discard; version=0',
  ],
  [
    'no name',
    { name: '', value: 'v' },
    'Set-Cookie3: v; path="/"; domain="example.com"; path_spec; discard; version=0',
  ],
  [
    'Version, Comment and Port',
    { extensions: ['Port="80,443"', 'Comment="a note"', 'Version=1'] },
    'Set-Cookie3: sid=1; path="/"; domain="example.com"; port="80,443"; path_spec; port_spec; discard; comment="a note"; version=1',
  ],
  [
    'an attribute of its own',
    { extensions: ['Priority=High'] },
    'Set-Cookie3: sid=1; path="/"; domain="example.com"; path_spec; discard; Priority=High; version=0',
  ],
  [
    'SameSite and a partition',
    { sameSite: 'None', partitioned: true, partitionKey: 'https://example.com' },
    'Set-Cookie3: sid=1; path="/"; domain="example.com"; path_spec; discard; Partitioned=None; PartitionKey="https://example.com"; SameSite=None; version=0',
  ],
  [
    'localhost',
    { domain: 'localhost' },
    'Set-Cookie3: sid=1; path="/"; domain="localhost.local"; path_spec; discard; version=0',
  ],
]
for (const [what, cookie, expected] of written) {
  test(`${what} -> ${expected}, and back`, () => {
    expect(line(cookie)).toBe(expected)
    const [read] = parseLwp(`#LWP-Cookies-2.0\n${expected}\n`)
    expect(read).toEqual({ ...sid, ...cookie, createdAt: expect.any(Date) })
  })
}

for (const name of ['a b', 'a"b', 'a,b']) {
  test(`the name ${name} -> refused, with the file and another format`, () => {
    expect(() => formatLwp([{ ...sid, name }], 'out.lwp')).toThrow(
      `out.lwp: the cookie ${JSON.stringify(name)} has a space, comma, quote or equals sign where this format has no quotes\n  Save as a storage state (.json)`,
    )
  })
}

const read: [what: string, text: string, Partial<SessionCookie>[]][] = [
  [
    'Perl, with a fraction and port_spec',
    'Set-Cookie3: a=1; path="/"; domain=x.com; port="80"; path_spec; port_spec; expires="2033-05-18 03:33:20.5Z"; version=1',
    [{ expires: new Date(2e12 + 500), extensions: ['Port=80', 'Version=1'] }],
  ],
  ['no path', 'Set-Cookie3: a=1; domain=x.com', [{ path: '/' }]],
  [
    'comments, empty lines and CRLF',
    '# a note\r\n\r\nSet-Cookie3: a=1; domain=x.com\r\n',
    [{ value: '1' }],
  ],
]
for (const [what, text, expected] of read) {
  test(`${what}: ${JSON.stringify(text)}`, () => {
    const cookies = parseLwp(`#LWP-Cookies-2.0\n${text}\n`)
    expect(cookies).toMatchObject(expected)
    expect(cookies).toHaveLength(expected.length)
  })
}

const bad: [line: string, problem: string][] = [
  ['a=1; domain=x.com', 'it does not start with Set-Cookie3:'],
  ['Set-Cookie3: a="1; domain=x.com', 'its name="value" pairs cannot be read'],
  ['Set-Cookie3:', 'it has no cookie'],
  ['Set-Cookie3: a=1; path="/"', 'it has no domain'],
  ['Set-Cookie3: a=1; domain=x.com; expires="soon"', 'its expiry is not a date'],
  ['Set-Cookie3: a=1; domain=x.com; expires="2033-13-18 03:33:20Z"', 'its expiry is not a date'],
  ['Set-Cookie3: a=1; domain=x.com; path=cart', 'its path does not start with a slash'],
  ['Set-Cookie3: a=1; domain="x com"', 'its domain is not a host name'],
  ['Set-Cookie3: a="1;2"; domain=x.com', 'its value has a ";"'],
  ['Set-Cookie3: a="\x01"; domain=x.com', 'its value has a control character'],
]
for (const [text, problem] of bad) {
  test(`bad line ${JSON.stringify(text)} -> file, line and what to do: ${problem}`, () => {
    expect(() => parseLwp(`#LWP-Cookies-2.0\n${plain}\n${text}\n`, 'in.lwp')).toThrow(
      expect.objectContaining({
        name: 'CookieFileError',
        file: 'in.lwp',
        line: 3,
        message: `in.lwp:3: ${problem}\n  Mend or remove the line: Set-Cookie3: name="value"; path="/"; domain="example.com"; …`,
      }),
    )
  })
}
