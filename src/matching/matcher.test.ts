import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { gzipSync } from 'node:zlib'
import type { Interaction, RecordedRequest } from '../interaction/interaction.ts'
import type { MatchOptions } from './match-options.ts'
import { AS_THEY_ARE, type Comparison } from '../interaction/comparison.ts'
import { Matcher } from './matcher.ts'
import { runs } from '../../tests/support/runs.ts'

interface Sent {
  method?: string
  url?: string
  type?: string
  coding?: string
  cookie?: string
  accept?: string
  body?: string | Uint8Array
}

function request(sent: Sent = {}): RecordedRequest {
  const {
    method = 'POST',
    url = 'https://a.test/x',
    type,
    coding,
    cookie,
    accept,
    body = '',
  } = sent
  const fields = {
    'Content-Type': type,
    'Content-Encoding': coding,
    Cookie: cookie,
    Accept: accept,
  }
  const headers = Object.entries(fields).flatMap(([name, value]) =>
    value === undefined ? [] : [{ name, value }],
  )
  return { method, url, httpVersion: 'HTTP/1.1', headers, body: Buffer.from(body) }
}

function interaction(sent: Sent = {}): Interaction {
  return { startedAt: 0, time: 1, wait: 1, request: request(sent) }
}

const json = (body: string): Sent => ({ type: 'application/json', body })
const form = (body: string): Sent => ({ type: 'application/x-www-form-urlencoded', body })
const multipart = (boundary: string, file: string, name = 'f'): Sent => ({
  type: `multipart/form-data; boundary=${boundary}`,
  body: `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${file}\r\n--${boundary}--\r\n`,
})
const deep = '['.repeat(50_000) + ']'.repeat(50_000)

const PAIRS: readonly [title: string, recorded: Sent, sent: Sent, equal: boolean][] = [
  ['query order', { url: 'https://a.test/x?a=1&b=2' }, { url: 'https://a.test/x?b=2&a=1' }, true],
  [
    'order in one name',
    { url: 'https://a.test/x?a=1&a=2' },
    { url: 'https://a.test/x?a=2&a=1' },
    true,
  ],
  [
    'one parameter twice',
    { url: 'https://a.test/x?a=1&a=1' },
    { url: 'https://a.test/x?a=1' },
    false,
  ],
  ['fragment', { url: 'https://a.test/x#y' }, { url: 'https://a.test/x' }, true],
  ['host case, port', { url: 'https://A.test:443/x' }, { url: 'https://a.test/x' }, true],
  ['path case', { url: 'https://a.test/X' }, { url: 'https://a.test/x' }, false],
  ['JSON key order', json('{"a":1,"b":2}'), json('{ "b": 2, "a": 1 }'), true],
  ['JSON number form', json('[1.0, 1e2]'), json('[1,100]'), true],
  ['JSON array order', json('[1,2]'), json('[2,1]'), false],
  ['JSON 64-bit ids', json('[9007199254740993]'), json('[9007199254740992]'), false],
  ['JSON 1e400 and null', json('[1e400]'), json('[null]'), false],
  ['JSON "1" and 1', json('["1"]'), json('[1]'), false],
  ['JSON __proto__', json('{"__proto__":{"a":1}}'), json('{"__proto__":{"a":2}}'), false],
  ['JSON {} and []', json('{}'), json('[]'), false],
  ['JSON that is none', json('{a'), json('{a'), true],
  ['JSON 50,000 deep', json(deep), json(deep), true],
  ['JSON sent as text', json('{"a":1}'), { type: 'text/plain', body: '{"a":1}' }, false],
  ['form field order', form('a=1&b=2'), form('b=2&a=1'), true],
  ['form order in one name', form('a=1&a=2'), form('a=2&a=1'), false],
  ['form + and %20', form('a=b+c'), form('a=b%20c'), true],
  ['multipart boundary', multipart('one', 'x'), multipart('two', 'x'), true],
  ['multipart file', multipart('one', 'x'), multipart('one', 'y'), false],
  ['multipart name', multipart('one', 'x', 'f'), multipart('one', 'x', 'g'), false],
  [
    'invalid UTF-8',
    { ...json(''), body: Buffer.from([0x80]) },
    { ...json(''), body: Buffer.from([0x81]) },
    false,
  ],
  [
    'gzip and plain',
    { ...json(''), coding: 'gzip', body: gzipSync('{"a":1}') },
    json('{"a": 1}'),
    true,
  ],
  ['cookie order', { cookie: 'a=1; b=2' }, { cookie: 'b=2; a=1' }, true],
  ['cookie dropped', { cookie: 'sid=1' }, {}, false],
  ['cookie added', {}, { cookie: 'sid=1' }, false],
  ['accept, not chosen', { accept: 'a/b' }, { accept: 'c/d' }, true],
]
for (const [title, recorded, sent, equal] of PAIRS) {
  test(`${title} -> ${equal ? 'the same' : 'another'} request`, () => {
    const recording = interaction(recorded)
    expect(new Matcher([recording]).take(request(sent))).toBe(equal ? recording : undefined)
  })
}

const IGNORED: readonly [string, ConstructorParameters<typeof Matcher>[1], Sent, Sent, boolean][] =
  [
    [
      'ignoreQuery',
      { ignoreQuery: ['ts', /^_/g] },
      { url: 'https://a.test/x?ts=1&_a=1' },
      { url: 'https://a.test/x?_b=2' },
      true,
    ],
    ['ignoreBody member', { ignoreBody: ['$.n'] }, json('{"n":1,"a":1}'), json('{"a":1}'), true],
    [
      'ignoreBody in items',
      { ignoreBody: ['$.i[*].id'] },
      json('{"i":[{"id":1}]}'),
      json('{"i":[{"id":2}]}'),
      true,
    ],
    [
      'ignoreBody elsewhere',
      { ignoreBody: ['$.i[*].id'] },
      json('{"i":[{"x":1}]}'),
      json('{"i":[{"x":2}]}'),
      false,
    ],
    ['ignoreBody field', { ignoreBody: ['n'] }, form('n=1&a=1'), form('n=2&a=1'), true],
    [
      'ignoreCookies',
      { ignoreCookies: ['_ga'] },
      { cookie: '_ga=1; a=1' },
      { cookie: 'a=1' },
      true,
    ],
    ['headers', { headers: ['accept'] }, { accept: 'a/b' }, { accept: 'c/d' }, false],
    ['same refuses', { same: () => false }, {}, {}, false],
    [
      'same and ignored body',
      { ignoreBody: ['$'], same: (a, b) => a.body.length === b.body.length },
      json('[1]'),
      json('[2]'),
      true,
    ],
  ]
for (const [title, options, recorded, sent, equal] of IGNORED) {
  test(`matchOn ${title} -> ${equal ? 'the same' : 'another'} request`, () => {
    const recording = interaction(recorded)
    expect(new Matcher([recording], options).take(request(sent))).toBe(
      equal ? recording : undefined,
    )
  })
}

/** What a client gets wrong, and the field that the explanation has to name. */
const BUGS: readonly [bug: string, recorded: Sent, sent: Sent, field: string, options?: object][] =
  [
    ['cookie dropped', { cookie: 'sid=1; csrf=2' }, { cookie: 'csrf=2' }, 'cookie sid'],
    ['cookie changed', { cookie: 'sid=1' }, { cookie: 'sid=2' }, 'cookie sid'],
    ['cookie of nobody', {}, { cookie: 'sid=2' }, 'cookie sid'],
    ['wrong CSRF in a form', form('csrf=1&a=1'), form('csrf=2&a=1'), 'body csrf'],
    [
      'wrong CSRF in a header',
      { accept: '1' },
      { accept: '2' },
      'header accept',
      { headers: ['Accept'] },
    ],
    [
      'wrong JSON value',
      json('{"a":{"b":[1,true]}}'),
      json('{"a":{"b":[1,false]}}'),
      'body $.a.b[1]',
    ],
    ['missing JSON member', json('{"a":1,"b":2}'), json('{"a":1}'), 'body $.b'],
    [
      'wrong page',
      { url: 'https://a.test/x?page=1' },
      { url: 'https://a.test/x?page=2' },
      'query page',
    ],
    ['wrong method', { method: 'PUT' }, { method: 'PATCH' }, 'method'],
    ['wrong file', multipart('b', 'one'), multipart('b', 'two'), 'body part f'],
    ['form order in one name', form('a=1&a=2'), form('a=2&a=1'), 'body a'],
    ['content type lost', json('{"a":1}'), { body: '{"a":1}' }, 'body'],
  ]
for (const [bug, recorded, sent, field, options = {}] of BUGS) {
  test(`${bug} -> explained by "${field}" alone`, () => {
    const matcher = new Matcher(
      [interaction({ url: 'https://a.test/other' }), interaction(recorded)],
      options,
    )
    expect(matcher.take(request(sent))).toBeUndefined()
    const { closest } = matcher.explain(request(sent))
    expect(closest?.number).toBe(2)
    expect(closest?.differences.map((difference) => difference.field)).toEqual([field])
  })
}

test('an extra call -> used up, and not "never recorded"', () => {
  const matcher = new Matcher([interaction(), interaction()])
  expect([1, 2, 3].map(() => matcher.take(request()) !== undefined)).toEqual([true, true, false])
  expect(matcher.explain(request())).toEqual({ usedUp: 2 })
})

test("repeats 'last' -> the last recording answers again", () => {
  const [first, last] = [interaction(), interaction()]
  const matcher = new Matcher([first, last], { repeats: 'last' })
  const taken = [1, 2, 3, 4].map(() => matcher.take(request()))
  expect(taken.map((found) => (found === first ? 1 : found === last ? 2 : 0))).toEqual([1, 2, 2, 2])
})

test("two users' same request -> each gets her own recording", () => {
  const [ada, bob] = [interaction({ cookie: 'sid=ada' }), interaction({ cookie: 'sid=bob' })]
  const matcher = new Matcher([ada, bob])
  expect(matcher.take(request({ cookie: 'sid=bob' }))).toBe(bob)
  expect(matcher.take(request({ cookie: 'sid=ada' }))).toBe(ada)
  expect(matcher.unused()).toEqual([])
})

const URLS: readonly [recorded: string, sent: string][] = [
  ['HTTP://A.test/x', 'http://a.test/x'],
  ['http://a.test:80/x', 'http://a.test/x'],
  ['https://a.test:443/x', 'https://a.test/x'],
  ['http://a.test', 'http://a.test/'],
  ['http://a.test/y/../x', 'http://a.test/x'],
  ['http://a.test/y/%2e%2E/x', 'http://a.test/x'],
  ['http://a.test/./x', 'http://a.test/x'],
  ['http://a.test/a b', 'http://a.test/a%20b'],
  ['http://a.test/é', 'http://a.test/%C3%A9'],
  ['http://a.test\\x', 'http://a.test/x'],
  ['http://a.test/x?', 'http://a.test/x'],
  ['http://a.test/x#y', 'http://a.test/x'],
  ['http://[0:0::1]/x', 'http://[::1]/x'],
]
for (const [recorded, sent] of URLS) {
  test(`${recorded} in a cassette that was written by hand answers ${sent}`, () => {
    const matcher = new Matcher([interaction({ url: recorded })])
    expect(matcher.take(request({ url: sent }))).toBeDefined()
  })
}

function by(whole: (sent: RecordedRequest) => RecordedRequest): Comparison {
  return { ...AS_THEY_ARE, whole, head: (sent) => ({ ...whole(sent), counted: [] }) }
}

test('an explanation shows the redacted request', () => {
  const redact = (sent: RecordedRequest): RecordedRequest => ({
    ...sent,
    headers: sent.headers.map(({ name }) => ({ name, value: 'sid=placeholder' })),
  })
  const matcher = new Matcher(
    [interaction({ cookie: 'sid=secret1', ...form('a=1') })],
    {},
    by(redact),
  )
  const { closest } = matcher.explain(request({ cookie: 'sid=secret2' }))
  expect(closest).toBeDefined()
  expect(JSON.stringify(closest)).not.toContain('secret')
})

test('a secret that is left out of the comparison -> said to be another value, not none', () => {
  const dropX = (sent: RecordedRequest): RecordedRequest => ({
    ...sent,
    body: Buffer.from(Buffer.from(sent.body).toString().replace('csrf=x', '')),
  })
  const matcher = new Matcher([interaction(form('csrf=given'))], {}, by(dropX))
  const sent = (body: string): string =>
    matcher
      .explain(request(form(body)))
      .closest!.differences.map((one) => one.sent)
      .join()
  expect(sent('csrf=x')).toBe('another value')
  expect(sent('csrf=x&a=1')).toBe('another value,1')
  expect(sent('a=1')).toBe('none,1')
})

const anyRequest: fc.Arbitrary<Sent> = fc.record(
  {
    method: fc.constantFrom('GET', 'POST'),
    url: fc.oneof(
      fc.constantFrom('https://a.test/x', 'https://a.test/x?a=1', 'https://b.test/?a=1&b=2'),
      fc.webUrl({ withQueryParameters: true, withFragments: true }),
    ),
    cookie: fc.constantFrom('sid=1', 'sid=2', '; =;;a'),
    type: fc.constantFrom(
      'application/json',
      'application/x-www-form-urlencoded',
      'multipart/form-data; boundary=b',
      'text/plain',
    ),
    coding: fc.constantFrom('gzip', 'unknown'),
    body: fc.oneof(
      fc.json(),
      fc.string(),
      fc.uint8Array(),
      fc.constantFrom('{"__proto__":{"polluted":1}}', '--b\r\n\r\n--b--'),
    ),
  },
  { requiredKeys: [] },
)

const anyOptions: fc.Arbitrary<MatchOptions> = fc.record(
  {
    headers: fc.array(fc.constantFrom('accept', 'Content-Type', '__proto__', '')),
    ignoreQuery: fc.array(fc.oneof(fc.string(), fc.constantFrom(/a/g, /(?:)/))),
    ignoreBody: fc.array(
      fc.oneof(fc.string(), fc.constantFrom('$', '$.a', '$..', '$[*]', "$['__proto__']")),
    ),
    ignoreCookies: fc.array(fc.oneof(fc.string(), fc.constantFrom(/s/y))),
  },
  { requiredKeys: [] },
)

test('any recordings and requests -> none taken twice, recorded order kept, all answered, no crash', () => {
  fc.assert(
    fc.property(
      fc.array(anyRequest, { maxLength: 4 }),
      anyRequest,
      anyOptions,
      (all, other, options) => {
        const recorded = all.map((sent) => interaction(sent))
        const matcher = new Matcher(recorded, options)
        const taken = recorded.map(({ request }) => matcher.take(request))
        // Sent in recorded order and equal byte for byte: each request gets its own recording.
        // Plain assertions: each `expect` is a step of the report, and here there would be 90,000.
        assert.ok(taken.every((found, index) => found === recorded[index]))
        assert.equal(matcher.unused().length, 0)
        assert.equal(matcher.take(request(other)), undefined)
        matcher.explain(request(other))
        assert.ok(!Object.hasOwn(Object.prototype, 'polluted'))
      },
    ),
    { numRuns: runs(10_000) },
  )
})
