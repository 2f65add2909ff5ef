import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import { exchange, textOf, type Side } from '../../tests/redaction/exchange.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { Matcher } from '../matching/matcher.ts'
import { placeholdersIn } from './placeholder.ts'
import { Redaction } from './redaction.ts'
import { runs } from '../../tests/support/runs.ts'

/** Where a request may hold a secret under a name: the line and the message for a name and a value. */
type Plant = (name: string, value: string) => { readonly target?: string } & Side

const uri = encodeURIComponent
const typed = (type: string, body: string): Side => ({ headers: [`Content-Type: ${type}`], body })
const jsonOf = (value: unknown): Side => typed('application/json', JSON.stringify(value))

const PLANTS: Record<string, Plant> = {
  query: (name, value) => ({ target: `/?a=1&${name}=${uri(value)}` }),
  header: (name, value) => ({ headers: [`X-${name}: ${uri(value)}`] }),
  cookie: (name, value) => ({ headers: [`Cookie: lang=en; ${name}=${uri(value)}`] }),
  bearer: (_name, value) => ({ headers: [`Authorization: Bearer ${uri(value)}`] }),
  basic: (_name, value) => ({
    headers: [`Authorization: Basic ${Buffer.from(`ada:${value}`).toString('base64')}`],
  }),
  form: (name, value) => typed('application/x-www-form-urlencoded', `a=1&${name}=${uri(value)}`),
  json: (name, value) => jsonOf({ a: 1, b: [{ [name]: value }] }),
  'json in json': (name, value) => jsonOf({ a: JSON.stringify({ [name]: value }) }),
  'json in a form': (name, value) =>
    typed('application/x-www-form-urlencoded', `a=${uri(JSON.stringify({ [name]: value }))}`),
  multipart: (name, value) =>
    typed(
      'multipart/form-data; boundary=b',
      `--b\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n--b--\r\n`,
    ),
  gzip: (name, value) => ({
    headers: ['Content-Type: application/json', 'Content-Encoding: gzip'],
    body: gzipSync(JSON.stringify({ [name]: value })),
  }),
}

/** Where a text, in any coding, may hold a secret that is known from another place. */
const ECHOES: Record<string, (value: string) => Side> = {
  text: (value) => ({ body: `before ${value} behind` }),
  json: (value) => jsonOf({ note: `before ${value} behind`, [`key ${value}`]: 1 }),
  html: (value) =>
    typed('text/html', `<p title="${markup(value)}">${markup(value)}</p><!-- ${markup(value)} -->`),
  link: (value) => ({ headers: [`Location: /next/${uri(value)}?x=${uri(value)}`] }),
  base64: (value) => jsonOf({ note: Buffer.from(`{"a":"${value}"}`).toString('base64') }),
  bytes: (value) => ({ body: Buffer.concat([Buffer.from([255, 0]), Buffer.from(`<${value}>`)]) }),
}

const markup = (text: string): string =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('"', '&quot;')

const NAMES = ['password', 'api_key', 'csrfToken', 'client-secret', 'session_id', 'Signature']

/** Letters that codings treat differently among those that none does. No colon, which ends a user's name. */
const secret = fc
  .array(fc.constantFrom(...Array.from('abcXYZ0189&<>"\'/+=% ?#\\é€🔑-_.~')), {
    minLength: 8,
    maxLength: 40,
  })
  .map((letters) => `q7${letters.join('').trim()}`)
  .filter((value) => value.length >= 8)

const planted = fc.record({
  place: fc.constantFrom(...Object.keys(PLANTS)),
  name: fc.constantFrom(...NAMES),
  echo: fc.constantFrom(...Object.keys(ECHOES)),
  echoFirst: fc.boolean(),
  live: secret,
  other: secret,
})

interface Planted {
  readonly place: string
  readonly name: string
  readonly echo: string
  readonly echoFirst: boolean
  readonly live: string
  readonly other: string
}

function traffic({ place, name, echo, echoFirst, live }: Planted): Interaction[] {
  const { target = '/', ...sent } = PLANTS[place]!(name, live)
  return [
    ...(echoFirst ? [exchange('GET /before', {}, ECHOES[echo]!(live))] : []),
    exchange(`POST ${target}`, sent, ECHOES[echo]!(live)),
  ]
}

/** A value in every coding in which it must not be found. */
function codingsOf(value: string): string[] {
  const base64 = (before: number): string =>
    Buffer.from('x'.repeat(before) + value)
      .toString('base64')
      .slice(Math.ceil((before * 8) / 6))
      .slice(0, 8)
  return [
    ...[value, uri(value), uri(value).replaceAll('%20', '+'), markup(value)],
    ...[JSON.stringify(value).slice(1, -1), base64(0), base64(1), base64(2)],
  ]
}

test('random secrets in random places -> none is left, in no coding, and the replay still matches', () => {
  fc.assert(
    fc.property(planted, (one) => {
      const redaction = new Redaction({}, {})
      const written = redaction.redact(traffic(one))
      const text = written.map((interaction) => textOf(interaction)).join('\n')
      const whole = `${text}\n${JSON.parse(`"${JSON.stringify(text).slice(1, -1)}"`)}`
      for (const coded of codingsOf(one.live)) expect(whole).not.toContain(coded)
      // Again over what is written: nothing more is found, so numbers and places are settled.
      expect(redaction.redact(written)).toEqual(written)

      const matcher = new Matcher(written, {}, redaction.comparison(written))
      // Where a response showed the secret first, the client has it from there, as the placeholder.
      const [placeholder = ''] = one.echoFirst ? placeholdersIn(textOf(written[0]!)) : []
      const sent = traffic({ ...one, live: one.echoFirst ? placeholder : one.other })
      for (const [index, { request }] of sent.entries()) {
        expect(matcher.take(request)).toBe(written[index])
      }
    }),
    { numRuns: runs(1000) },
  )
})

test('recorded twice with other secrets -> the same bytes', () => {
  fc.assert(
    fc.property(planted, (one) => {
      const redaction = new Redaction({}, {})
      const text = (live: string): string =>
        redaction
          .redact(traffic({ ...one, live }))
          .map((interaction) => textOf(interaction))
          .join('\n')
      expect(text(one.live)).toBe(text(one.other))
    }),
    { numRuns: runs(1000) },
  )
})
