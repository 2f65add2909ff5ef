import { readFileSync, writeFileSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { zipSync } from 'fflate'
import { readCassette, writeCassette } from '../../src/cassette/file.ts'
import { binary, interaction, RECORDED_AT } from './interactions.ts'

const META = { test: 'a.spec.ts › t', recordedAt: RECORDED_AT }
const RECORDED = [interaction('text'), interaction(binary(9_000, 1), { type: 'image/png' })]
const text = (value: string): Uint8Array => new TextEncoder().encode(value)

test('a cassette written to an archive reads as it was recorded', async () => {
  const path = test.info().outputPath('a.zip')
  await writeCassette(path, META, RECORDED)
  const cassette = readCassette(path)!
  expect(cassette.meta).toEqual(META)
  const bodies = cassette.interactions.map(({ response }) => Buffer.from(response!.body))
  expect(bodies).toEqual([Buffer.from('text'), Buffer.from(binary(9_000, 1))])
})

test('the same traffic gives the same archive', async () => {
  const paths = [test.info().outputPath('a.zip'), test.info().outputPath('b.zip')]
  for (const path of paths) await writeCassette(path, META, RECORDED)
  expect(readFileSync(paths[0]!).equals(readFileSync(paths[1]!))).toBe(true)
})

test('an archive of one HAR by another name -> read', () => {
  const path = test.info().outputPath('a.zip')
  const har = { log: { version: '1.2', entries: [] } }
  writeFileSync(path, zipSync({ 'site.har': text(JSON.stringify(har)) }))
  expect(readCassette(path)).toMatchObject({ meta: undefined, interactions: [] })
})

function entry(file: string): object {
  return {
    startedDateTime: '2026-01-02T03:04:05.678Z',
    request: { method: 'GET', url: 'https://a.example/', headers: [] },
    response: { status: 200, headers: [], content: { _file: file } },
  }
}

const har = (file: string): Uint8Array =>
  text(JSON.stringify({ log: { version: '1.2', entries: [entry(file)] } }))

/** An archive whose directory says that its second file unpacks to 4 GiB less one byte. */
function bomb(): Uint8Array {
  const zip = Buffer.from(zipSync({ 'har.har': har('big.bin'), 'big.bin': binary(100, 1) }))
  zip.writeUInt32LE(0xfffffffe, zip.lastIndexOf('PK\u0001\u0002', -1, 'latin1') + 24)
  return zip
}

const broken: [title: string, zip: () => Uint8Array, problem: string][] = [
  ['no archive', () => text('{}'), 'the archive cannot be read'],
  [
    'half of one',
    () => zipSync({ 'har.har': har('x') }).subarray(0, 60),
    'the archive cannot be read',
  ],
  [
    'without a HAR',
    () => zipSync({ 'a.txt': text('a') }),
    'the archive holds 0 HAR files and not one',
  ],
  [
    'with two',
    () => zipSync({ 'a.har': har('x'), 'b.har': har('x') }),
    'holds 2 HAR files and not one',
  ],
  [
    'without a body',
    () => zipSync({ 'har.har': har('gone.txt') }),
    'body file "gone.txt" is missing',
  ],
  [
    'with a body outside',
    () => zipSync({ 'har.har': har('../a.txt') }),
    'body file "../a.txt" is missing',
  ],
  ['with a bomb', bomb, '"big.bin" is too large'],
]

for (const [title, zip, problem] of broken) {
  test(`an archive ${title} -> CassetteFormatError`, () => {
    const path = test.info().outputPath('a.zip')
    writeFileSync(path, zip())
    const read = (): unknown =>
      readCassette(path)?.interactions.map(({ response }) => response?.body)
    expect(read).toThrow(expect.objectContaining({ name: 'CassetteFormatError', path }))
    expect(read).toThrow(problem)
  })
}
