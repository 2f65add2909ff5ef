import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, test } from '@playwright/test'
import * as fc from 'fast-check'
import { readCassette, writeCassette } from '../../src/cassette/file.ts'
import { isCassetteFormatError } from '../../src/errors/cassette-format-error.ts'
import { binary, interaction, RECORDED_AT } from './interactions.ts'
import { runs } from '../support/runs.ts'

const RUNS = runs(5000)

let headerCount = 0

/** Reads all of a cassette, bodies too. True where it is whole, false where it was refused. */
function readsWhole(path: string): boolean {
  try {
    for (const { request, response, failure } of readCassette(path)?.interactions ?? []) {
      if (!(request.body instanceof Uint8Array)) throw new Error('a request without a body')
      if (!response && !failure) throw new Error('an interaction without an outcome')
      if (response && !(response.body instanceof Uint8Array)) throw new Error('no body')
      // What a replay does with it.
      if (response)
        headerCount += [...new Headers(response.headers.map(({ name }) => [name, '']))].length
    }
    return true
  } catch (error) {
    if (isCassetteFormatError(error)) return false
    throw error
  }
}

async function validHar(path: string): Promise<string> {
  mkdirSync(dirname(path), { recursive: true })
  const headers = [{ name: 'Set-Cookie', value: 'a=1; Path=/' }]
  const { response, ...unanswered } = interaction('{"a":1}', { headers, sent: 'x=1' })
  await writeCassette(path, { test: 't', recordedAt: RECORDED_AT }, [
    { ...unanswered, response: { ...response!, pieces: [{ at: 1, size: 7 }] } },
    { ...unanswered, failure: { code: 'ECONNRESET', message: 'socket hang up' } },
    interaction(binary(5000, 1)),
    interaction(JSON.stringify({ text: 'x'.repeat(5000) }), { type: 'application/json' }),
  ])
  return readFileSync(path, 'utf8')
}

type Place = (string | number)[]

function placesOf(value: unknown, place: Place = []): Place[] {
  if (typeof value !== 'object' || value === null) return [place]
  return [
    place,
    ...Object.entries(value).flatMap(([key, child]) => placesOf(child, [...place, key])),
  ]
}

/** A copy of `value` with `to` at `place`. */
function replaced(value: unknown, [key, ...rest]: Place, to: unknown): unknown {
  if (key === undefined) return to
  if (Array.isArray(value))
    return value.map((child, index) =>
      String(index) === String(key) ? replaced(child, rest, to) : child,
    )
  return {
    ...(value as object),
    [key]: replaced((value as Record<string, unknown>)[key], rest, to),
  }
}

test('a valid cassette with any value replaced by any other', async () => {
  const path = test.info().outputPath('a.har')
  const valid: unknown = JSON.parse(await validHar(path))
  const odd = fc.constantFrom(
    '__proto__',
    '../a',
    '',
    '\u0000',
    -1,
    1e308,
    0.5,
    'a/',
    'a',
    '/dev/zero',
    'x'.repeat(5000),
  )
  const results = { whole: 0, refused: 0 }
  fc.assert(
    fc.property(fc.constantFrom(...placesOf(valid)), fc.oneof(odd, fc.jsonValue()), (place, to) => {
      writeFileSync(path, JSON.stringify(replaced(valid, place, to)))
      results[readsWhole(path) ? 'whole' : 'refused']++
    }),
    { numRuns: RUNS },
  )
  // Both ways out were taken: the mutations are neither harmless nor hopeless.
  expect(results.whole).toBeGreaterThan(RUNS / 20)
  expect(results.refused).toBeGreaterThan(RUNS / 20)
  expect(Object.keys(Object.prototype)).toEqual([])
})

test('a valid cassette with any characters replaced, cut or doubled', async () => {
  const path = test.info().outputPath('a.har')
  const valid = await validHar(path)
  const offset = fc.integer({ min: 0, max: valid.length })
  const cut = fc.integer({ min: 0, max: 40 })
  fc.assert(
    fc.property(
      offset,
      cut,
      fc.oneof(fc.string(), fc.constantFrom('"__proto__": {"a": 1},', '{', ']', '\\', '-')),
      (at, size, insert) => {
        writeFileSync(path, valid.slice(0, at) + insert + valid.slice(at + size))
        readsWhole(path)
      },
    ),
    { numRuns: RUNS },
  )
  expect(Object.keys(Object.prototype)).toEqual([])
})

test('any JSON at all, or none', () => {
  const path = test.info().outputPath('a.har')
  mkdirSync(dirname(path), { recursive: true })
  const entries = fc.record({
    log: fc.record({ version: fc.constant('1.2'), entries: fc.array(fc.jsonValue()) }),
  })
  fc.assert(
    fc.property(
      fc.oneof(
        fc.json(),
        fc.string(),
        entries.map((har) => JSON.stringify(har)),
      ),
      (text) => {
        writeFileSync(path, text)
        readsWhole(path)
      },
    ),
    { numRuns: runs(2000) },
  )
})

test('JSON nested a hundred thousand deep is refused', () => {
  const path = test.info().outputPath('a.har')
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(
    path,
    `{"log":{"version":"1.2","entries":${'['.repeat(100_000)}${']'.repeat(100_000)}}}`,
  )
  expect(readsWhole(path)).toBe(false)
})
