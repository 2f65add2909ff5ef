import fc from 'fast-check'
import type { SessionCookie } from '../../src/cookies/index.ts'

/** Texts of a Set-Cookie field: one character for each byte, no control character but a tab, no semicolon. */
const bytes = fc
  .string({
    unit: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...Array.from('aZ09_-."\\ =,#\t%')) },
      {
        weight: 1,
        arbitrary: fc.integer({ min: 0x80, max: 0xff }).map((code) => String.fromCharCode(code)),
      },
      { weight: 2, arbitrary: fc.constantFrom('\xc3\xa9', '\xe6\x98\xa5') },
    ),
    maxLength: 12,
  })
  .map((text) => text.replace(/^[ \t]+|[ \t]+$/g, ''))

const place = fc.oneof(
  fc.record({
    domain: fc.constantFrom('example.com', 'shop.example.com', 'xn--bcher-kva.example', 'a.co.uk'),
    hostOnly: fc.boolean(),
  }),
  fc.record({
    domain: fc.constantFrom('localhost', '127.0.0.1', '[::1]', '[2001:db8::1]'),
    hostOnly: fc.constant(true),
  }),
)

const path = fc
  .string({ unit: fc.constantFrom(...Array.from('ab/%20"\\=,#!')), maxLength: 8 })
  .map((text) => `/${text}`)

const partition = fc.oneof(
  fc.constant({ partitioned: false }),
  fc.constant({ partitioned: true, partitionKey: 'https://top.example' }),
  fc.boolean().map((crossSiteAncestor) => ({
    partitioned: true,
    partitionKey: 'https://top.example',
    crossSiteAncestor,
  })),
)

const extensions = fc
  .subarray(['Version=1', 'Port="80,443"', 'Comment="a \\"b\\" note"', 'Priority=High', 'Flag'])
  .map((list) => (list.length === 0 ? {} : { extensions: list }))

const date = fc.date({
  min: new Date(1000),
  max: new Date(Date.UTC(9999, 11)),
  noInvalidDate: true,
})

/** A cookie, with a name or a value, as a server can have set it, with everything that a jar keeps. */
export const anyCookie: fc.Arbitrary<SessionCookie> = fc
  .record({
    name: bytes.map((text) => text.replaceAll('=', '')),
    value: bytes,
    place,
    path,
    expires: fc.option(date, { nil: undefined }),
    httpOnly: fc.boolean(),
    secure: fc.boolean(),
    sameSite: fc.constantFrom(undefined, 'Strict' as const, 'Lax' as const, 'None' as const),
    partition,
    extensions,
    createdAt: date,
  })
  .map(({ place: where, partition: partitioned, extensions: others, ...rest }) => ({
    ...rest,
    ...where,
    ...partitioned,
    ...others,
    value: rest.name === '' ? rest.value || 'v' : rest.value,
  }))
