import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { readCassette, writeCassette } from '../../src/cassette/file.ts'
import { PACKAGE_VERSION } from '../../src/cassette/package-version.ts'
import type { Interaction } from '../../src/interaction/interaction.ts'
import { binary, interaction, RECORDED_AT } from './interactions.ts'

const META = { test: 'tests/a.spec.ts › a', recordedAt: RECORDED_AT }

/** An interaction with its bodies loaded and nothing else lost. */
function plain({ request, response, ...rest }: Interaction): unknown {
  return {
    ...rest,
    request: { ...request, body: Buffer.from(request.body).toString('base64') },
    ...(response && {
      response: { ...response, body: Buffer.from(response.body).toString('base64') },
    }),
  }
}

const json = JSON.stringify({ items: Array.from({ length: 900 }, (_, id) => ({ id, é: '日本' })) })

/** `inline`: the body stands in the HAR; an extension: it lies in a file of its own. */
const bodies: [title: string, interaction: Interaction, where: string][] = [
  ['no body', interaction(''), 'inline'],
  ['short text', interaction('héllo\r\n\t日本 🍪'), 'inline'],
  ['a byte order mark', interaction('\ufeffa'), 'inline'],
  ['4096 bytes of text', interaction('a'.repeat(4096)), 'inline'],
  ['4097 bytes of text', interaction('a'.repeat(4097)), 'txt'],
  ['long compact JSON', interaction(json, { type: 'application/json; charset=utf-8' }), 'json'],
  ['long spaced JSON', interaction(` ${json}`, { type: 'application/json' }), 'json'],
  ['JSON with a repeated key', interaction(`{"a":1,"a":"${'x'.repeat(5000)}"}`), 'txt'],
  ['JSON of a high precision', interaction(`[1.10,"${'x'.repeat(5000)}"]`), 'txt'],
  ['JSON with __proto__', interaction(`{"__proto__":"${'x'.repeat(5000)}"}`), 'txt'],
  ['a short image', interaction(binary(20, 1), { type: 'image/png' }), 'png'],
  ['a control character', interaction('a\u0000b'), 'bin'],
  ['invalid UTF-8 that says it is text', interaction(Uint8Array.of(0x61, 0xff)), 'bin'],
  [
    'latin-1',
    interaction(Buffer.from('é', 'latin1'), { type: 'text/html; charset=latin1' }),
    'html',
  ],
  [
    'a sent form',
    interaction('', { sent: 'a=1&b=%20+', sentType: 'application/x-www-form-urlencoded' }),
    'inline',
  ],
  ['sent bytes', interaction('', { sent: binary(600, 2), sentType: 'application/zip' }), 'zip'],
]

for (const [title, recorded, where] of bodies) {
  test(`${title} -> ${where}, and the same bytes back`, async () => {
    const path = test.info().outputPath('a.har')
    await writeCassette(path, META, [recorded])
    const loaded = readCassette(path)
    expect(loaded?.meta).toEqual(META)
    expect(loaded?.interactions.map(plain)).toEqual([plain(recorded)])
    const folder = test.info().outputPath('a')
    const files = existsSync(folder) ? readdirSync(folder) : []
    expect(files).toEqual(
      where === 'inline' ? [] : [expect.stringMatching(new RegExp(`^[0-9a-f]{16}\\.${where}$`))],
    )
  })
}

test('long JSON lies beside the file with a line for each value', async () => {
  const path = test.info().outputPath('a.har')
  await writeCassette(path, META, [interaction(json, { type: 'application/json' })])
  const [name = ''] = readdirSync(test.info().outputPath('a'))
  expect(readFileSync(test.info().outputPath('a', name), 'utf8')).toMatch(/^\{\n  "items": \[\n/)
})

test('failures, streams, unknown codings and repeated Set-Cookie come back as they were', async () => {
  const path = test.info().outputPath('a.har')
  const failure = { code: 'ECONNREFUSED', message: 'connect ECONNREFUSED 127.0.0.1:9' }
  const headers = [
    { name: 'Set-Cookie', value: 'a=1; Expires=Wed, 21 Oct 2026 07:28:00 GMT; Path=/; HttpOnly' },
    { name: 'set-cookie', value: 'b=2; SameSite=Lax; Secure' },
    { name: 'SET-COOKIE', value: 'c' },
  ]
  const { response, ...unanswered } = interaction('data: 1\n\n', { headers })
  const answered = { ...unanswered, response: response! }
  const recorded: Interaction[] = [
    { ...unanswered, failure },
    { ...answered, failure: { code: 'ECONNRESET', message: 'aborted: in mid\nbody' } },
    { ...answered, response: { ...response!, rawCoding: 'x-own' } },
    {
      ...answered,
      response: {
        ...response!,
        pieces: [
          { at: 0, size: 4 },
          { at: 90, size: 5 },
        ],
      },
    },
  ]
  await writeCassette(path, META, recorded)
  expect(readCassette(path)?.interactions.map(plain)).toEqual(recorded.map(plain))
  const { log } = JSON.parse(readFileSync(path, 'utf8'))
  expect(log.entries[1].response.cookies).toEqual([
    { name: 'a', value: '1', expires: '2026-10-21T07:28:00.000Z', path: '/', httpOnly: true },
    { name: 'b', value: '2', sameSite: 'Lax', secure: true },
    { name: '', value: 'c' },
  ])
})

test('the same traffic gives the same bytes, and equal bodies one file', async () => {
  const [first, second] = [
    test.info().outputPath('1', 'a.har'),
    test.info().outputPath('2', 'a.har'),
  ]
  const recorded = [interaction(binary(9000, 1)), interaction(binary(9000, 1))]
  await writeCassette(first, META, recorded)
  await writeCassette(second, META, recorded)
  const text = readFileSync(first, 'utf8')
  expect(readFileSync(second, 'utf8')).toBe(text)
  expect(text).toMatch(/^\{\n  "log": \{\n    "version": "1\.2",\n[^]*\n\}\n$/)
  expect(text).not.toContain('\r')
  expect(readdirSync(test.info().outputPath('1', 'a'))).toHaveLength(1)
})

test('recording again removes the bodies that are no longer named', async () => {
  const path = test.info().outputPath('a.har')
  await writeCassette(path, META, [interaction(binary(9000, 1)), interaction(binary(9000, 2))])
  await writeCassette(path, META, [interaction(binary(9000, 2))])
  expect(readdirSync(test.info().outputPath('a'))).toHaveLength(1)
  await writeCassette(path, META, [interaction('short')])
  expect(existsSync(test.info().outputPath('a'))).toBe(false)
})

test('the version in a cassette is that of package.json', () => {
  expect(PACKAGE_VERSION).toBe(JSON.parse(readFileSync('package.json', 'utf8')).version)
})

/** An entry as other tools write it, without the fields that HAR makes optional. */
function foreign(content: object, response: object = {}): object {
  return {
    startedDateTime: '2026-01-02T03:04:05.678+01:00',
    time: -1,
    request: {
      method: 'GET',
      url: 'https://a.example/',
      headers: [
        { name: ':authority', value: 'a.example' },
        { name: 'accept', value: '*/*' },
      ],
    },
    response: { status: 200, headers: [], content: { size: -1, ...content }, ...response },
  }
}

test('a HAR of another tool -> its interactions, without meta', () => {
  const path = test.info().outputPath('a.har')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(test.info().outputPath('0123.txt'), 'beside')
  const entries = [
    foreign({ text: 'AP8=', encoding: 'base64' }),
    foreign({ _file: '0123.txt' }),
    foreign({}, { status: 0, _error: 'net::ERR_BLOCKED_BY_CLIENT' }),
    foreign({}, { status: -1 }),
  ]
  writeFileSync(path, JSON.stringify({ log: { version: '1.2', entries } }))
  const loaded = readCassette(path)
  expect(loaded?.meta).toBeUndefined()
  expect(loaded?.interactions.map(({ response }) => [...response!.body])).toEqual([
    [0, 255],
    [...Buffer.from('beside')],
  ])
  expect(loaded?.interactions[0]?.request.headers).toEqual([{ name: 'accept', value: '*/*' }])
})

test('read again -> what the file says now, whatever was done to what was read before', async () => {
  const path = test.info().outputPath('a.har')
  const written = interaction('abc', { type: 'text/plain' })
  await writeCassette(path, META, [written])
  const [first] = readCassette(path)!.interactions
  const { body, headers } = first!.response!
  body[0] = 0
  const mutable = headers as { name: string; value: string }[]
  mutable[0]!.value = 'mine'
  mutable.push({ name: 'X-Mine', value: 'too' })
  const [second] = readCassette(path)!.interactions
  expect(plain(second!)).toEqual(plain(written))
  // Of the same length, and as soon as can be.
  writeFileSync(path, readFileSync(path, 'utf8').replace('"text": "abc"', '"text": "xyz"'))
  const [third] = readCassette(path)!.interactions
  expect(Buffer.from(third!.response!.body).toString()).toBe('xyz')
})

test('no file -> undefined', () => {
  expect(readCassette(test.info().outputPath('none.har'))).toBeUndefined()
})

const har = (...entries: unknown[]): string => JSON.stringify({ log: { version: '1.2', entries } })
const meta = (value: unknown): string =>
  JSON.stringify({ log: { version: '1.2', _replaywright: value, entries: [] } })
const file = (name: string): string => har(foreign({ _file: name }))
const HERE = '$.log.entries[0]'

const corrupt: [text: string, place: string, problem: string][] = [
  ['', 'line 1, column 1', 'the file is empty'],
  ['{\n  "log": {\n', 'line 3, column 1', 'not valid JSON'],
  ['{\n  "log": "ab', 'line 2, column 13', 'not valid JSON'],
  ['null', '$', 'expected an object, found null'],
  ['{"a":1}', '$.log', 'expected an object, found nothing'],
  ['{"log":{"version":"1.2"}}', '$.log.entries', 'expected an array, found nothing'],
  [har(1), HERE, 'expected an object, found 1'],
  [har({ ...foreign({}), request: [] }), `${HERE}.request`, 'expected an object, found an array'],
  [
    har({ ...foreign({}), startedDateTime: 'soon' }),
    `${HERE}.startedDateTime`,
    'expected an ISO 8601 date, found "soon"',
  ],
  [har(foreign({ text: 5 })), `${HERE}.response.content.text`, 'expected a string, found 5'],
  [
    har(foreign({}, { status: '200' })),
    `${HERE}.response.status`,
    'expected a number, found "200"',
  ],
  [
    har(foreign({}, { headers: [{ name: 'a' }] })),
    `${HERE}.response.headers[0].value`,
    'expected a string, found nothing',
  ],
  [meta({ format: 2 }), '$.log._replaywright.format', 'the cassette has format 2'],
  [
    meta({ format: 1, test: 't' }),
    '$.log._replaywright.recordedAt',
    'expected a string, found nothing',
  ],
  [file('/etc/passwd'), `${HERE}.response.content._file`, "is outside the cassette's folder"],
  [file('../b.txt'), `${HERE}.response.content._file`, "is outside the cassette's folder"],
  [file('a/../../b.txt'), `${HERE}.response.content._file`, "is outside the cassette's folder"],
  [file('..\\b.txt'), `${HERE}.response.content._file`, "is outside the cassette's folder"],
  [file('C:b.txt'), `${HERE}.response.content._file`, "is outside the cassette's folder"],
  [file('a\u0000.txt'), `${HERE}.response.content._file`, "is outside the cassette's folder"],
  [file('a/gone.txt'), `${HERE}.response.content._file`, 'body file "a/gone.txt" is missing'],
]

for (const [index, [text, place, problem]] of corrupt.entries()) {
  test(`corrupt ${index}: ${JSON.stringify(text.slice(-60))} -> ${problem} at ${place}`, () => {
    const path = test.info().outputPath('a.har')
    writeFileSync(path, text)
    const remedy = place.endsWith('.format') ? 'Update replaywright' : 'record again'
    let thrown: unknown
    try {
      readCassette(path)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ name: 'CassetteFormatError', path, place })
    expect(String(thrown)).toContain(problem)
    expect(String(thrown)).toContain(remedy)
  })
}

test('a body that is a symbolic link out of the folder is refused', () => {
  const path = test.info().outputPath('in', 'a.har')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(test.info().outputPath('secret.txt'), 'secret')
  symlinkSync(test.info().outputPath('secret.txt'), join(dirname(path), 'b.txt'))
  writeFileSync(path, file('b.txt'))
  expect(() => readCassette(path)?.interactions[0]?.response?.body).toThrow(
    "leads outside the cassette's folder",
  )
})
