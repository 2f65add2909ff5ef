import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { Jar } from './jar.ts'
import { runs } from '../../tests/support/runs.ts'

// No HTTP message can carry these, so that the jar is asked directly.
const controls = [...Array.from({ length: 0x20 }, (_, code) => code), 0x7f].filter(
  (code) => code !== 0x09,
)

/** `~` stands for the control character. Without it each field would set a cookie. */
const fields = [
  'a~b=1',
  'a=1~2',
  'a=1~',
  'a=1; Domain=x~.com; Domain=example.com',
  'a=1; Domain=example.com~',
  'a=1; Path=/b~c; Path=/',
  'a=1; Path=/~',
  'a=1; Max-Age=10~00; Max-Age=1000',
  'a=1; Expires=Fri, 01 Jan 20~38 00:00:00 GMT; Expires=Fri, 01 Jan 2038 00:00:00 GMT',
  'a=1; Sec~ure',
  'a=1; Http~Only',
  'a=1; SameSite=La~x; SameSite=Lax',
]
for (const field of fields) {
  test(`RFC 6265bis, 5.6: a control character in ${field} -> refused, all of them`, () => {
    for (const code of controls) {
      const jar = new Jar()
      const setCookie = field.replace('~', String.fromCharCode(code))
      jar.receive('https://example.com/', [setCookie])
      expect(jar.list()).toEqual([])
      expect(jar.rejected).toMatchObject([
        { setCookie, reason: expect.stringContaining('a control character') },
      ])
    }
  })

  test(`RFC 6265bis, 5.6: a tab in ${field} -> taken`, () => {
    const jar = new Jar()
    jar.receive('https://example.com/', [field.replace('~', '\t')])
    expect(jar.rejected).toEqual([])
    expect(jar.list()).toHaveLength(1)
  })
}

const anyByte = fc.integer({ min: 0, max: 0xff }).map((code) => String.fromCharCode(code))
const anyField = fc.oneof(
  fc.string({ unit: anyByte, maxLength: 60 }),
  // Mostly well formed, so that what is taken is tried too.
  fc
    .array(
      fc.constantFrom(
        'a',
        '=',
        ';',
        ' ',
        '"',
        '\t',
        '\xe9',
        'Path=/',
        'Domain=',
        'example.com',
        '.',
        'Max-Age=9',
        'Secure',
        '__Host-',
        'Expires=',
        '01 Jan 2038 0:0:0',
        '\0',
      ),
      { maxLength: 20 },
    )
    .map((parts) => parts.join('')),
)

test('any field -> taken or refused with a reason, never thrown; and what is sent fits a header field', () => {
  fc.assert(
    fc.property(fc.array(anyField, { maxLength: 5 }), (setCookie) => {
      const jar = new Jar()
      jar.receive('https://shop.example.com/a/b', setCookie)
      expect(jar.list().length + jar.rejected.length).toBeLessThanOrEqual(setCookie.length)
      for (const { reason } of jar.rejected) expect(reason).not.toBe('')
      for (const { name, value, domain } of jar) {
        // Sent back and taken again it is the same cookie.
        const again = new Jar()
        again.receive(`https://${domain}/`, [`${name}=${value}; Secure; Path=/`])
        expect(again.list()).toMatchObject([{ name, value }])
      }
      const sent = jar.cookieHeader('https://shop.example.com/a/b') ?? 'none'
      expect(() => new Headers({ cookie: sent })).not.toThrow()
    }),
    { numRuns: runs(2000) },
  )
})
