import { expect, test } from '@playwright/test'
import { exchange, type Side } from '../../tests/redaction/exchange.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { Matcher } from '../matching/matcher.ts'
import type { Redact } from './options.ts'
import { Redaction } from './redaction.ts'

const JSON_TYPE = ['Content-Type: application/json']
const FORM = ['Content-Type: application/x-www-form-urlencoded']
const basic = (pair: string): Side => ({ headers: [`Authorization: Basic ${btoa(pair)}`] })
const json = (value: unknown): Side => ({ headers: JSON_TYPE, body: JSON.stringify(value) })
const form = (body: string): Side => ({ headers: FORM, body })

/** A matcher over what the file would hold. */
function replayOf(interactions: readonly Interaction[], options: Redact = {}): Matcher {
  const redaction = new Redaction(options, {})
  const recorded = redaction.redact(interactions)
  return new Matcher(recorded, {}, redaction.comparison(recorded))
}

const [HIT, MISS] = [true, false]

const LOGIN = 'POST /login'
const SENT: [title: string, recorded: [string, Side?], sent: [string, Side?], hit: boolean][] = [
  [
    'another password',
    [LOGIN, form('user=ada&password=live-password')],
    [LOGIN, form('user=ada&password=x')],
    HIT,
  ],
  [
    'an empty password',
    [LOGIN, form('user=ada&password=live')],
    [LOGIN, form('user=ada&password=')],
    HIT,
  ],
  [
    'undefined for a password',
    [LOGIN, form('user=ada&password=live')],
    [LOGIN, form('user=ada&password=undefined')],
    HIT,
  ],
  [
    'no password',
    [LOGIN, json({ user: 'ada', password: 'live' })],
    [LOGIN, json({ user: 'ada' })],
    HIT,
  ],
  [
    'no password in front',
    [LOGIN, json({ password: 'live', user: 'ada' })],
    [LOGIN, json({ user: 'ada' })],
    HIT,
  ],
  [
    'null for a password',
    [LOGIN, json({ user: 'ada', password: 'live' })],
    [LOGIN, json({ user: 'ada', password: null })],
    HIT,
  ],
  [
    'another user',
    [LOGIN, form('user=ada&password=live')],
    [LOGIN, form('user=bob&password=live')],
    MISS,
  ],
  ['another query token', ['GET /a?api_key=live&b=1'], ['GET /a?b=1&api_key=undefined'], HIT],
  ['no query token', ['GET /a?api_key=live'], ['GET /a'], HIT],
  ['another query', ['GET /a?api_key=live&b=1'], ['GET /a?api_key=live&b=2'], MISS],
  ['Basic with another password', ['GET /a', basic('ada:live')], ['GET /a', basic('ada:')], HIT],
  ['Basic with another user', ['GET /a', basic('ada:live')], ['GET /a', basic('bob:live')], MISS],
  [
    'another bearer token of the client',
    ['GET /a', { headers: ['Authorization: Bearer live'] }],
    ['GET /a', { headers: ['Authorization: Bearer undefined'] }],
    HIT,
  ],
  [
    'another cookie of the client',
    ['GET /a', { headers: ['Cookie: sid=live'] }],
    ['GET /a', { headers: ['Cookie: sid=x'] }],
    HIT,
  ],
  [
    'no cookie where the client sent one',
    ['GET /a', { headers: ['Cookie: sid=live'] }],
    ['GET /a'],
    MISS,
  ],
  [
    'a JSON list of secrets',
    ['POST /a', json({ tokens: ['a', 'b'] })],
    ['POST /a', json({ tokens: ['c', 'd'] })],
    HIT,
  ],
  [
    'JSON in a form field',
    ['POST /a', form('data={"token":"live","a":1}')],
    ['POST /a', form('data={"a":1}')],
    HIT,
  ],
]
for (const [title, recorded, [line, side], hit] of SENT) {
  test(`${title} -> ${hit ? 'answered' : 'a miss'}`, () => {
    const matcher = replayOf([exchange(...recorded)])
    expect(matcher.take(exchange(line, side).request) !== undefined).toBe(hit)
  })
}

/** A session's whole way: what it recorded, and what each later request has to bring. */
const signIn = exchange(LOGIN, form('user=ada&password=live-password'), {
  headers: ['Set-Cookie: sid=live-session-1; Path=/', ...JSON_TYPE],
  body: '{"access_token":"live-token-1"}',
})
const page = exchange(
  'GET /form',
  {},
  { body: '<input type="hidden" name="csrf" value="live-csrf-1">' },
)

const GIVEN: [title: string, recorded: Side, sent: Side, hit: boolean][] = [
  [
    'the session cookie',
    { headers: ['Cookie: sid=live-session-1'] },
    { headers: ['Cookie: sid=placeholder-sid-1'] },
    HIT,
  ],
  ['no session cookie', { headers: ['Cookie: sid=live-session-1'] }, {}, MISS],
  [
    'another session cookie',
    { headers: ['Cookie: sid=live-session-1'] },
    { headers: ['Cookie: sid=x'] },
    MISS,
  ],
  [
    'the bearer token',
    { headers: ['Authorization: Bearer live-token-1'] },
    { headers: ['Authorization: Bearer placeholder-access-token-1'] },
    HIT,
  ],
  [
    'another bearer token',
    { headers: ['Authorization: Bearer live-token-1'] },
    { headers: ['Authorization: Bearer x'] },
    MISS,
  ],
  ['no bearer token', { headers: ['Authorization: Bearer live-token-1'] }, {}, MISS],
  [
    'the CSRF token of the page',
    form('a=1&csrf=live-csrf-1'),
    form('a=1&csrf=placeholder-csrf-1'),
    HIT,
  ],
  ['another CSRF token', form('a=1&csrf=live-csrf-1'), form('a=1&csrf=x'), MISS],
  ['no CSRF token', form('a=1&csrf=live-csrf-1'), form('a=1'), MISS],
  [
    'the CSRF token in a header',
    { headers: ['X-CSRF-Token: live-csrf-1'] },
    { headers: ['X-CSRF-Token: placeholder-csrf-1'] },
    HIT,
  ],
  ['no CSRF token in a header', { headers: ['X-CSRF-Token: live-csrf-1'] }, {}, MISS],
]
for (const [title, recorded, sent, hit] of GIVEN) {
  test(`${title} of a response, sent back -> ${hit ? 'answered' : 'a miss'}`, () => {
    const matcher = replayOf([signIn, page, exchange('POST /next', recorded)])
    expect(matcher.take(exchange('POST /next', sent).request) !== undefined).toBe(hit)
  })
}

const ELSEWHERE: [title: string, recorded: [string, Side?], sent: [string, Side?], hit: boolean][] =
  [
    ['in the path', ['GET /v1/live-password/a'], ['GET /v1/undefined/a'], HIT],
    ['in another path', ['GET /v1/live-password/a'], ['GET /v1/undefined/b'], MISS],
    [
      'in a text',
      ['POST /a', { body: 'it is live-password.' }],
      ['POST /a', { body: 'it is .' }],
      HIT,
    ],
    [
      'in a JSON member',
      ['POST /a', json({ note: 'live-password', b: 1 })],
      ['POST /a', json({ note: '', b: 1 })],
      HIT,
    ],
    [
      'beside another member',
      ['POST /a', json({ note: 'live-password', b: 1 })],
      ['POST /a', json({ note: '', b: 2 })],
      MISS,
    ],
  ]
for (const [title, recorded, [line, side], hit] of ELSEWHERE) {
  test(`the client's own secret ${title} -> ${hit ? 'answered' : 'a miss'}`, () => {
    const matcher = replayOf([signIn, exchange(...recorded)])
    expect(matcher.take(exchange(line, side).request) !== undefined).toBe(hit)
  })
}

test('two users -> each gets the answer that was recorded for her', () => {
  const of = (user: string): Interaction[] => [
    exchange(LOGIN, form(`user=${user}&password=live-${user}`), {
      headers: [`Set-Cookie: sid=session-${user}-1`],
    }),
    exchange('GET /me', { headers: [`Cookie: sid=session-${user}-1`] }, { body: user }),
  ]
  const matcher = replayOf([...of('ada'), ...of('bob')])
  const bob = matcher.take(exchange(LOGIN, form('user=bob&password=')).request)
  expect(bob?.response?.headers[0]?.value).toBe('sid=placeholder-sid-2')
  const me = matcher.take(
    exchange('GET /me', { headers: ['Cookie: sid=placeholder-sid-2'] }).request,
  )
  expect(me?.response?.body.toString()).toBe('bob')
})

test('a cassette that was never redacted -> its own cookies tell users apart', () => {
  const recorded = [
    exchange('GET /a', {}, { headers: ['Set-Cookie: sid=one'] }),
    exchange('GET /b', {}, { headers: ['Set-Cookie: sid=two'] }),
    exchange('GET /me', { headers: ['Cookie: sid=one'] }, { body: 'one' }),
    exchange('GET /me', { headers: ['Cookie: sid=two'] }, { body: 'two' }),
  ]
  const matcher = new Matcher(recorded, {}, new Redaction({}, {}).comparison(recorded))
  const me = matcher.take(exchange('GET /me', { headers: ['Cookie: sid=two'] }).request)
  expect(me?.response?.body.toString()).toBe('two')
})

test('a miss -> the explanation shows no secret that was sent', () => {
  const matcher = replayOf([exchange(LOGIN, json({ user: 'ada', password: 'live' }))])
  const miss = matcher.explain(exchange(LOGIN, json({ user: 'bob', password: 'hunter2' })).request)
  expect(miss.closest?.differences).toEqual([
    { field: 'body $.user', recorded: '"ada"', sent: '"bob"' },
  ])
})
