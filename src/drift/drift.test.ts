import { strict as assert } from 'node:assert'
import { expect, test } from '@playwright/test'
import * as fc from 'fast-check'
import type { HeaderField } from '../interaction/header-fields.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { changedLines, driftLines } from './drift.ts'
import { runs } from '../../tests/support/runs.ts'

interface Sketch {
  readonly method?: string
  readonly url?: string
  readonly sent?: readonly [type: string, body: string]
  readonly status?: number
  /** Response fields. A Date field is added, of `day`. */
  readonly headers?: readonly [string, string][]
  readonly json?: unknown
  readonly text?: string
  readonly failure?: string
  readonly day?: number
}

const DAY_MS = 86_400_000
const fields = (pairs: readonly [string, string][]): HeaderField[] =>
  pairs.map(([name, value]) => ({ name, value }))

function interaction(sketch: Sketch = {}): Interaction {
  const { method = 'GET', url = '/orders', sent, status = 200, headers = [], day = 0 } = sketch
  const startedAt = Date.UTC(2026, 0, 1) + day * DAY_MS
  const body = 'json' in sketch ? JSON.stringify(sketch.json) : (sketch.text ?? '')
  const type: [string, string][] = 'json' in sketch ? [['Content-Type', 'application/json']] : []
  const date: [string, string] = ['Date', new Date(startedAt).toUTCString()]
  return {
    startedAt,
    time: 10 + day,
    wait: 5,
    request: {
      method,
      url: new URL(url, 'http://api.test').href,
      httpVersion: 'HTTP/1.1',
      headers: fields(sent ? [['Content-Type', sent[0]]] : []),
      body: Buffer.from(sent?.[1] ?? ''),
    },
    ...(sketch.failure === undefined
      ? {
          response: {
            status,
            statusText: 'OK',
            httpVersion: 'HTTP/1.1',
            headers: fields([...type, date, ...headers]),
            body: Buffer.from(body),
          },
        }
      : { failure: { code: sketch.failure, message: sketch.failure } }),
  }
}

/** What the live service does a week after the recording. */
const later = (sketch: Sketch): Interaction => interaction({ day: 7, ...sketch })
const cookie = (value: string): Sketch => ({ headers: [['Set-Cookie', value]] })
const header = (name: string, value: string): Sketch => ({ headers: [[name, value]] })
const at = (day: number): string => new Date(Date.UTC(2026, 0, 1 + day)).toUTCString()
const jwt = (claims: object): string =>
  `eyJhbGciOiJIUzI1NiJ9.${Buffer.from(JSON.stringify(claims)).toString('base64url')}.c2ln`

const same: [name: string, recorded: Sketch, live: Sketch][] = [
  ['the Date field', {}, {}],
  ['a request id', header('X-Request-Id', 'a'), header('x-request-id', 'b')],
  ['a trace', header('traceparent', '00-a-b-01'), header('traceparent', '00-c-d-01')],
  ['an ETag', header('ETag', '"a"'), header('ETag', '"b"')],
  ['a date in any field', header('Sunset', at(1)), header('Sunset', at(8))],
  ['an expiry that moved on', cookie(`a=1; Expires=${at(7)}`), cookie(`a=1; Expires=${at(14)}`)],
  ['a deletion', cookie(`a=; Expires=${at(-9)}`), cookie('a=; Max-Age=0')],
  [
    'a date-time in JSON',
    { json: { at: '2026-01-01T00:00:00Z' } },
    { json: { at: '2026-01-08T00:00:01.5+02:00' } },
  ],
  [
    'an epoch in JSON',
    { json: { createdAt: 1_767_225_600 } },
    { json: { createdAt: 1_767_830_400 } },
  ],
  ['ids of requests in JSON', { json: { request_id: 'a' } }, { json: { request_id: 'b' } }],
  ['JSON in another order', { json: { a: 1, b: 2 } }, { json: { b: 2, a: 1 } }],
  ['a date in text', { text: 'at 2026-01-01 00:00:00' }, { text: 'at 2026-01-08 00:00:00' }],
  [
    'a JWT of another time',
    { json: { token: jwt({ sub: 'ada', iat: 1 }) } },
    { json: { token: jwt({ sub: 'ada', iat: 2 }) } },
  ],
  [
    'a multipart boundary',
    { method: 'POST', sent: ['multipart/form-data; boundary=a', '--a\r\n\r\nx\r\n--a--\r\n'] },
    { method: 'POST', sent: ['multipart/form-data; boundary=b', '--b\r\n\r\nx\r\n--b--\r\n'] },
  ],
]

for (const [name, recorded, live] of same) {
  test(`changed: ${name} -> nothing`, () => {
    expect(changedLines([interaction(recorded)], [later(live)])).toEqual([])
  })
}

const changed: [name: string, recorded: Sketch, live: Sketch, lines: string[]][] = [
  ['a value', { json: [{ a: 1 }] }, { json: [{ a: 2 }] }, ['body[0].a 1 -> 2']],
  [
    'a date that is none',
    { json: { at: '2026-01-01' } },
    { json: { at: '2026-01-02' } },
    ['body.at "2026-01-01" -> "2026-01-02"'],
  ],
  [
    'a number that is no time',
    { json: { id: 1_767_225_600 } },
    { json: { id: 1_767_830_400 } },
    ['body.id 1767225600 -> 1767830400'],
  ],
  ['a header', header('Location', '/a'), header('Location', '/b'), ['header location /a -> /b']],
  [
    'repeated fields',
    header('Link', 'a'),
    {
      headers: [
        ['Link', 'a'],
        ['Link', 'b'],
      ],
    },
    ['header link a -> a, b'],
  ],
  ['a cookie value', cookie('a=1'), cookie('a=2'), ['cookie a 1 -> 2']],
  [
    'a cookie attribute',
    cookie('a=1; HttpOnly'),
    cookie('a=1; samesite=Lax'),
    ['cookie a HttpOnly yes -> none', 'cookie a SameSite none -> Lax'],
  ],
  [
    'a lifetime',
    cookie('a=1; Max-Age=3600'),
    cookie('a=1; Max-Age=60'),
    ['cookie a lifetime 3600 s -> 60 s'],
  ],
  ['a status', {}, { status: 201 }, ['status 200 -> 201']],
  [
    'a failure status -> that alone',
    { json: {} },
    { status: 500, text: '<h1>sorry' },
    ['status 200 -> 500'],
  ],
  ['a refused connection', {}, { failure: 'ECONNREFUSED' }, ['status 200 -> ECONNREFUSED']],
  ['text', { text: 'a' }, { text: 'b' }, ['body "a" -> "b"']],
  [
    'a request',
    { method: 'POST', sent: ['application/json', '{"a":1}'] },
    { method: 'POST', sent: ['application/json', '{"a":2}'] },
    ['request body.a 1 -> 2'],
  ],
  [
    'a form',
    { method: 'POST', sent: ['application/x-www-form-urlencoded', 'a=1&b=1'] },
    { method: 'POST', sent: ['application/x-www-form-urlencoded', 'a=1&b=2'] },
    ['request body b 1 -> 2'],
  ],
  [
    'an id in the path',
    { url: '/orders/12' },
    { url: '/orders/13' },
    ['url http://api.test/orders/12 -> http://api.test/orders/13'],
  ],
  ['no body', { text: 'a' }, { text: '' }, ['body "a" -> none']],
]

for (const [name, recorded, live, lines] of changed) {
  test(`changed: ${name} -> ${lines.join(', ')}`, () => {
    const found = changedLines([interaction(recorded)], [later(live)])
    expect(found.map((line) => line.replace(/^.*?: /, ''))).toEqual(lines)
  })
}

const drifted: [name: string, recorded: Sketch, live: Sketch, lines: string[]][] = [
  ['other values', { json: { a: 1, b: ['x'] } }, { json: { a: 2, b: ['y', 'z'] } }, []],
  [
    'a type',
    { json: { items: [{ price: 4.5 }] } },
    { json: { items: [{ price: '4.5' }] } },
    ['body.items[].price number -> string'],
  ],
  [
    'a type in one item of many',
    { json: [1, 2] },
    { json: [1, 'b'] },
    ['body[] number -> number | string'],
  ],
  ['a type that was recorded too', { json: [1, null] }, { json: [1] }, []],
  [
    'a member that is new',
    { json: { a: 1 } },
    { json: { a: 1, b: {} } },
    ['body.b none -> object'],
  ],
  [
    'a member that is gone',
    { json: { a: 1, b: 1 } },
    { json: { a: 1 } },
    ['body.b number -> none'],
  ],
  ['a member of some items', { json: [{ a: 1 }, { a: 1, b: 1 }] }, { json: [{ a: 1 }] }, []],
  ['an empty list', { json: { items: [{ a: 1 }] } }, { json: { items: [] } }, []],
  [
    'a big number',
    { json: { id: 1 } },
    { text: '{"id":12345678901234567890}', headers: [['Content-Type', 'application/json']] },
    [],
  ],
  [
    '__proto__',
    { text: '{"__proto__":1}', headers: [['Content-Type', 'application/json']] },
    { text: '{"__proto__":""}', headers: [['Content-Type', 'application/json']] },
    ['body.__proto__ number -> string'],
  ],
  [
    'JSON that ends being it',
    { json: {} },
    { text: 'oops', headers: [['Content-Type', 'application/json']] },
    ['body json -> no json'],
  ],
  [
    'a content type',
    { text: '{}', headers: [['Content-Type', 'application/json']] },
    { text: '{}', headers: [['Content-Type', 'text/html;charset=UTF-8']] },
    ['content type application/json -> text/html; charset=utf-8'],
  ],
  ['a header value', header('X-A', '1'), header('x-a', '2'), []],
  [
    'a header name',
    header('X-A', '1'),
    header('X-B', '1'),
    ['header x-a sent -> none', 'header x-b none -> sent'],
  ],
  ['how it is carried', header('Transfer-Encoding', 'chunked'), header('Content-Length', '0'), []],
  ['a cookie value', cookie('a=1; Path=/'), cookie('a=2; path=/'), []],
  [
    'a cookie that is gone',
    cookie('a=1'),
    cookie('b=1'),
    ['cookie a set -> none', 'cookie b none -> set'],
  ],
  [
    'a cookie attribute',
    cookie('a=1; Secure'),
    cookie('a=1; Domain=x.test'),
    ['cookie a Secure yes -> none', 'cookie a Domain none -> x.test'],
  ],
  ['a lifetime', cookie('a=1; Max-Age=3600'), cookie('a=1; Max-Age=60'), []],
  [
    'a session cookie',
    cookie('a=1; Max-Age=3600'),
    cookie('a=1'),
    ['cookie a lifetime persistent -> session'],
  ],
  [
    'a request of ours',
    { method: 'POST', sent: ['application/json', '{"a":1}'] },
    { method: 'POST', sent: ['application/json', '{"b":2}'] },
    [],
  ],
  ['a status', { json: { a: 1 } }, { status: 404, json: { error: '' } }, ['status 200 -> 404']],
]

for (const [name, recorded, live, lines] of drifted) {
  test(`check: ${name} -> ${lines.join(', ') || 'nothing'}`, () => {
    const found = driftLines([interaction(recorded)], [later(live)])
    expect(found.map((line) => line.replace(/^.*?: /, ''))).toEqual(lines)
  })
}

test('interactions that are new or missing, each once', () => {
  const recorded = [interaction({ url: '/a' }), interaction({ url: '/b' })]
  const live = [later({ url: '/b' }), later({ url: '/c' }), later({ url: '/c' })]
  const expected = ['GET /a 200: interaction made -> none', 'GET /c 200: interaction none -> made']
  expect(changedLines(recorded, live)).toEqual(expected)
  expect(driftLines(recorded, live)).toEqual(expected)
})

test('of a test that failed on its way nothing is missing', () => {
  const recorded = [interaction({ url: '/a' }), interaction({ url: '/b' })]
  expect(driftLines(recorded, [later({ url: '/a' })], { partial: true })).toEqual([])
})

test('two users at one URL, answered in another order -> no change', () => {
  const of = (user: string, day: number): Interaction => {
    const made = interaction({ json: { user }, day })
    const headers = [{ name: 'Cookie', value: `sid=${user}` }]
    return { ...made, request: { ...made.request, headers } }
  }
  const recorded = [of('ada', 0), of('bob', 0)]
  expect(changedLines(recorded, [of('bob', 7), of('ada', 7)])).toEqual([])
})

test('several origins are named', () => {
  const [a, b] = [interaction({ url: 'http://a.test/x' }), interaction({ url: 'http://b.test/x' })]
  expect(driftLines([a], [b])).toEqual([
    'GET http://a.test/x 200: interaction made -> none',
    'GET http://b.test/x 200: interaction none -> made',
  ])
})

test('what matching ignores does not count', () => {
  const matchOn = { ignoreQuery: ['ts'], ignoreBody: ['$.nonce'] }
  const post = (url: string, nonce: number): Sketch => ({
    method: 'POST',
    url,
    sent: ['application/json', JSON.stringify({ nonce })],
  })
  const recorded = [interaction(post('/a?ts=1', 1))]
  expect(changedLines(recorded, [later(post('/a?ts=2', 2))], { matchOn })).toEqual([])
  expect(changedLines(recorded, [later(post('/a?ts=2', 2))])).toHaveLength(2)
})

test('JSON nested deeper than the stack -> lines and no crash', () => {
  const deep = (end: string): Sketch => ({
    text: '['.repeat(100_000) + end + ']'.repeat(100_000),
    headers: [['Content-Type', 'application/json']],
  })
  expect(changedLines([interaction(deep('1'))], [later(deep('2'))])).toHaveLength(1)
  expect(changedLines([interaction(deep('1'))], [later(deep('1'))])).toEqual([])
  expect(driftLines([interaction(deep('1'))], [later(deep('2'))])).toEqual([])
})

test('bytes that are no text are told by their number', () => {
  const withBody = (made: Interaction, body: number[]): Interaction => ({
    ...made,
    response: { ...made.response!, body: Buffer.from(body) },
  })
  const recorded = withBody(interaction(), [0xff, 1])
  expect(changedLines([recorded], [withBody(later({}), [0xff, 1])])).toEqual([])
  expect(changedLines([recorded], [withBody(later({}), [0xff, 1, 2])])).toEqual([
    'GET /orders 200: body 2 bytes -> 3 bytes',
  ])
})

const anySketch: fc.Arbitrary<Sketch> = fc
  .record(
    {
      method: fc.constantFrom('GET', 'POST'),
      url: fc.oneof(fc.constantFrom('/a', '/a/1', '/a/2?b=1'), fc.webUrl()),
      sent: fc.tuple(
        fc.constantFrom('application/json', 'multipart/form-data; boundary=a', 'text/plain'),
        fc.oneof(fc.json(), fc.string(), fc.constant('--a\r\n\r\n--a--')),
      ),
      status: fc.integer({ min: 200, max: 599 }),
      headers: fc.array(
        fc.tuple(
          fc.constantFrom('Set-Cookie', 'Content-Type', 'Date', '__proto__', 'X-A'),
          fc.oneof(
            fc.string(),
            fc.constantFrom('a=b; Expires=x; Max-Age=', '=; ;=', 'application/json', at(3)),
          ),
        ),
      ),
      json: fc.jsonValue(),
      text: fc.oneof(fc.string(), fc.constantFrom('eyJ.eyJ.', jwt({ iat: 1 }), '{"__proto__":{}}')),
      failure: fc.constantFrom('ECONNRESET', 'ABORT_ERR'),
      day: fc.integer({ min: -4000, max: 4000 }),
    },
    { requiredKeys: [] },
  )
  // Of both the JSON would be taken, and `undefined` is none.
  .filter((sketch) => !('json' in sketch && 'text' in sketch))

test('any interactions -> no crash; nothing where both sides are the same', () => {
  const all = fc.array(anySketch, { maxLength: 4 })
  fc.assert(
    fc.property(all, all, (recorded, live) => {
      const [a, b] = [recorded.map(interaction), live.map(interaction)]
      changedLines(a, b)
      driftLines(a, b)
      assert.deepEqual(changedLines(a, recorded.map(interaction)), [])
      assert.deepEqual(driftLines(a, recorded.map(interaction)), [])
    }),
    { numRuns: runs(10_000) },
  )
  assert.deepEqual(Object.keys(Object.prototype), [])
})
