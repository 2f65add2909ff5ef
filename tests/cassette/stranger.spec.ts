import { existsSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from '@playwright/test'
import { readCassette, writeCassette } from '../../src/cassette/file.ts'
import { RECORDED_AT } from './interactions.ts'

/** A cassette is data from strangers: what a file says must neither crash a reader nor guide a writer. */

const META = { test: 't', recordedAt: RECORDED_AT }

function har(content: object, response: object = {}): string {
  const entry = {
    startedDateTime: '2026-01-02T03:04:05.678Z',
    request: { method: 'GET', url: 'https://a.example/', headers: [] },
    response: { status: 200, headers: [], content, ...response },
  }
  return JSON.stringify({ log: { version: '1.2', entries: [entry] } }, undefined, 2)
}

test('recording again does not remove the sibling cassette that the old one named as a body', async () => {
  const path = test.info().outputPath('a.har')
  writeFileSync(test.info().outputPath('b.har'), 'sibling')
  writeFileSync(path, har({ _file: 'b.har' }))
  await writeCassette(path, META, [])
  expect(readFileSync(test.info().outputPath('b.har'), 'utf8')).toBe('sibling')
})

test('recording again removes nothing behind a symbolic link', async () => {
  const path = test.info().outputPath('in', 'a.har')
  mkdirSync(dirname(path), { recursive: true })
  mkdirSync(test.info().outputPath('out'))
  const precious = test.info().outputPath('out', '0123456789abcdef.txt')
  writeFileSync(precious, 'precious')
  symlinkSync(test.info().outputPath('out'), test.info().outputPath('in', 'a'))
  writeFileSync(path, har({ _file: 'a/0123456789abcdef.txt' }))
  await writeCassette(path, META, [])
  expect(existsSync(precious)).toBe(true)
})

test('a cassette whose body is missing can be recorded again', async () => {
  const path = test.info().outputPath('a.har')
  writeFileSync(path, har({ _file: 'a/gone.txt' }))
  await writeCassette(path, META, [])
  expect(readCassette(path)?.meta).toEqual(META)
})

const CONTENT = '$.log.entries[0].response'

const refused: [text: string, place: string, problem: string][] = [
  ['{\n  "log": {\n    "version": x\n  }\n}', 'line 3, column 16', 'not valid JSON'],
  ['{"log": {"version": "1.2", "entries": [}}', 'line 1, column 40', 'not valid JSON'],
  ['{"log": {"a": "\\x"}}', 'line 1, column 16', 'not valid JSON'],
  ['{"log": 01}', 'line 1, column 10', 'not valid JSON'],
  ['{} {}', 'line 1, column 4', 'not valid JSON'],
  ['{"log":{"version":"2.0","entries":[]}}', '$.log.version', 'a HAR 1.x version, found "2.0"'],
  [har({ _file: 'x'.repeat(300) }), `${CONTENT}.content._file`, 'ENAMETOOLONG'],
  [har({ _pieces: [[0, -5]] }), `${CONTENT}.content._pieces[0][1]`, 'a whole number, found -5'],
  [har({}, { status: 200.5 }), `${CONTENT}.status`, 'a whole number, found 200.5'],
  [
    har({}, { headers: [{ name: 'a b', value: '' }] }),
    `${CONTENT}.headers[0].name`,
    'a field name',
  ],
  [
    har({}, { headers: [{ name: 'a', value: '\u0000' }] }),
    `${CONTENT}.headers[0].value`,
    'a field value',
  ],
]

for (const [index, [text, place, problem]] of refused.entries()) {
  test(`refused ${index}: ${problem} at ${place}`, () => {
    const path = test.info().outputPath('a.har')
    writeFileSync(path, text)
    let thrown: unknown
    try {
      readCassette(path)
    } catch (error) {
      thrown = error
    }
    expect(thrown).toMatchObject({ name: 'CassetteFormatError', path, place })
    expect(String(thrown)).toContain(problem)
  })
}

test('a body file that is not the JSON it should be -> CassetteFormatError when it is read', () => {
  const path = test.info().outputPath('a.har')
  writeFileSync(test.info().outputPath('b.json'), 'not json')
  writeFileSync(path, har({ _file: 'b.json', _compact: true }))
  const loaded = readCassette(path)
  expect(() => loaded?.interactions[0]?.response?.body).toThrow(
    expect.objectContaining({ name: 'CassetteFormatError', place: `${CONTENT}.content._file` }),
  )
})

test('a folder in place of a cassette -> CassetteFormatError', () => {
  mkdirSync(test.info().outputPath('a.har'), { recursive: true })
  expect(() => readCassette(test.info().outputPath('a.har'))).toThrow(
    expect.objectContaining({ name: 'CassetteFormatError' }),
  )
})

test('a byte order mark before the JSON is no error', () => {
  const path = test.info().outputPath('a.har')
  writeFileSync(path, `\ufeff${har({ text: 'a' })}`)
  expect(readCassette(path)?.interactions).toHaveLength(1)
})

test('Set-Cookie fields that Chrome joined by line breaks are several again', () => {
  const path = test.info().outputPath('a.har')
  writeFileSync(path, har({}, { headers: [{ name: 'set-cookie', value: 'a=1\nb=2' }] }))
  expect(readCassette(path)?.interactions[0]?.response?.headers).toEqual([
    { name: 'set-cookie', value: 'a=1' },
    { name: 'set-cookie', value: 'b=2' },
  ])
})
