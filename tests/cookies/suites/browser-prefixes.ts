import type { BrowserRow } from './browsers.ts'

const https = { scheme: 'https' } as const
const extras = ['', 'MaxAge=10', 'HttpOnly']

/** `cookies/prefix/__host.header.html` (plain HTTP), and the same over HTTPS */
export const host: readonly BrowserRow[] = ['__Host-a', '__HoSt-a'].flatMap(
  (name): BrowserRow[] => [
    ...[...extras, 'Domain=www.example.org'].flatMap((extra): BrowserRow[] => [
      [`HTTP: ${name}, Path=/; ${extra}`, `${name}=1; Path=/; ${extra}`, ''],
      [`HTTP: ${name}, Secure; Path=/; ${extra}`, `${name}=1; Secure; Path=/; ${extra}`, ''],
      [`HTTPS: ${name}, Path=/; ${extra}`, `${name}=1; Path=/; ${extra}`, '', https],
      [
        `HTTPS: ${name}, Secure; Domain; ${extra}`,
        `${name}=1; Secure; Path=/; Domain=www.example.org; ${extra}`,
        '',
        https,
      ],
    ]),
    ...extras.map((extra): BrowserRow => [
      `HTTPS: ${name}, Secure; Path=/; ${extra}`,
      `${name}=1; Secure; Path=/; ${extra}`,
      `${name}=1`,
      https,
    ]),
    [`HTTPS: ${name}, another Path`, `${name}=1; Secure; Path=/cookies`, '', https],
  ],
)

/** `cookies/prefix/__host.explicit-path.https.window.js`: set by `/`, whose default path is the root. */
export const explicitPath: readonly BrowserRow[] = [
  ['a Path of its own', '__Host-a=1; Secure; Path=/', '__Host-a=1', { ...https, setAt: '/' }],
  ['no Path', '__Host-a=1; Secure', '', { ...https, setAt: '/' }],
  ['an empty Path', '__Host-a=1; Secure; Path=', '', { ...https, setAt: '/' }],
  ['Path alone', '__Host-a=1; Secure; Path', '', { ...https, setAt: '/' }],
]

/** `cookies/prefix/__secure.header.html` (plain HTTP) and `__secure.header.https.html` */
export const secure: readonly BrowserRow[] = ['__Secure-a', '__SeCuRe-a'].flatMap(
  (name): BrowserRow[] => [
    ...extras.flatMap((extra): BrowserRow[] => [
      [`HTTP: ${name}, Path=/; ${extra}`, `${name}=1; Path=/; ${extra}`, ''],
      [`HTTP: ${name}, Secure; Path=/; ${extra}`, `${name}=1; Secure; Path=/; ${extra}`, ''],
      [`HTTPS: ${name}, Path=/; ${extra}`, `${name}=1; Path=/; ${extra}`, '', https],
      [
        `HTTPS: ${name}, Secure; Path=/; ${extra}`,
        `${name}=1; Secure; Path=/; ${extra}`,
        `${name}=1`,
        https,
      ],
    ]),
    [
      `HTTPS: ${name}, a Domain without Secure`,
      `${name}=1; Path=/; SameSite=None; Domain=example.org`,
      '',
      https,
    ],
    [
      `HTTPS: ${name}, a Domain`,
      `${name}=1; Secure; Path=/; SameSite=None; Domain=example.org`,
      `${name}=1`,
      https,
    ],
  ],
)

/** `cookies/prefix/__Http.https.html` and `__Host-Http.https.html`, the parts over HTTP */
export const http: readonly BrowserRow[] = [
  ['__Http-, nothing', '__Http-a=1; Path=/', '', https],
  ['__Http-, Secure', '__Http-a=1; Secure; Path=/', '', https],
  ['__Http-, Secure and HttpOnly', '__Http-a=1; Secure; Path=/; HttpOnly', '__Http-a=1', https],
  ['__Http-, another Path', '__Http-a=1; Secure; Path=/cookies; HttpOnly', '__Http-a=1', https],
  ['__Host-Http-, Secure', '__Host-Http-a=1; Secure; Path=/', '', https],
  [
    '__Host-Http-, Secure and HttpOnly',
    '__Host-Http-a=1; Secure; Path=/; HttpOnly',
    '__Host-Http-a=1',
    https,
  ],
  ['__Host-Http-, another Path', '__Host-Http-a=1; Secure; Path=/cookies; HttpOnly', '', https],
  ['__Host-Http-, without Secure', '__Host-Http-a=1; Path=/', '', https],
  ['__Host-Http-, a Domain', '__Host-Http-a=1; Secure; Path=/; Domain=www.example.org', '', https],
]
