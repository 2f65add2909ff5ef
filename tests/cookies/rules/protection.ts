import { http, https, type Row } from './row.ts'

/** What a cookie must have to be taken. */
export const protection: readonly Row[] = [
  // Prefixes
  ['5.4.1', '__Secure- needs Secure', '__Secure-a=1; Path=/', '', https],
  ['5.4.1', '__Secure- with Secure', '__Secure-a=1; Secure; Path=/', '__Secure-a=1', https],
  ['5.4.2', '__Host- with Secure and Path=/', '__Host-a=1; Secure; Path=/', '__Host-a=1', https],
  ['5.4.2', '__Host- needs Secure', '__Host-a=1; Path=/', '', https],
  [
    '5.4.2',
    '__Host- needs a Path',
    '__Host-a=1; Secure',
    '',
    'https://www.example.org/set',
    'https://www.example.org/',
  ],
  ['5.4.2', '__Host- needs the Path /', '__Host-a=1; Secure; Path=/a', '', https],
  [
    '5.4.2',
    '__Host- allows no Domain',
    '__Host-a=1; Secure; Path=/; Domain=www.example.org',
    '',
    https,
  ],
  ['5.4', 'prefixes in any case', '__hOsT-a=1; Path=/', '', https],
  ['5.7', 'a nameless value that looks like a prefix', '=__Secure-a=1; Path=/', '', https],
  ['5.7', 'a nameless value that looks like __Host-', '__Host-a; Path=/', '', https],

  // Secure, and loopback
  ['5.7', 'Secure over HTTPS', 'a=1; Secure', 'a=1', https],
  ['5.8.3', 'Secure is not sent over HTTP', 'a=1; Secure', '', https, http],
  ['5.7', 'Secure over HTTP is refused', 'a=1; Secure', '', http, https],
  ...['localhost', 'app.localhost', '127.0.0.1', '127.8.9.1', '[::1]', 'localhost.'].map(
    (host): Row => [
      '5.7',
      `Secure over HTTP on loopback: ${host}`,
      'a=1; Secure',
      'a=1',
      `http://${host}/set`,
      `http://${host}/`,
    ],
  ),
  ...['notlocalhost', 'localhost.example.org', '128.0.0.1', '[::2]'].map((host): Row => [
    '5.7',
    `Secure over HTTP, not loopback: ${host}`,
    'a=1; Secure',
    '',
    `http://${host}/set`,
    `http://${host}/`,
  ]),

  // SameSite and Partitioned
  ['5.7', 'SameSite=None needs Secure', 'a=1; SameSite=None', '', https],
  ['5.7', 'SameSite=None with Secure', 'a=1; SameSite=None; Secure', 'a=1', https],
  [
    '5.6.7',
    'SameSite=Strict and Lax are sent to their own site',
    ['a=1; SameSite=Strict', 'b=1; SameSite=Lax'],
    'a=1; b=1',
  ],
  ['5.6.7', 'an unknown SameSite counts as none given', 'a=1; SameSite=Sometimes', 'a=1'],
  ['CHIPS 2.1', 'Partitioned with Secure', 'a=1; Secure; Partitioned', 'a=1', https],
  ['CHIPS 2.1', 'Partitioned needs Secure', 'a=1; Partitioned', '', https],
]
