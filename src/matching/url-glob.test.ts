import { expect, test } from '@playwright/test'
import fc from 'fast-check'
import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { urlGlob } from './url-glob.ts'
import { runs } from '../../tests/support/runs.ts'

const cases: [glob: string, url: string, matches: boolean, baseURL?: string][] = [
  ['**/*.png', 'http://a.test/b/c.png', true],
  ['**/*.png', 'http://a.test/b/c.png?x', false],
  ['http://a.test/*', 'http://a.test/b', true],
  ['http://a.test/*', 'http://a.test/b/c', false],
  ['http://a.test/**', 'http://a.test/b/c', true],
  ['http://A.test/**', 'http://a.test/b', true],
  ['http://a.test/**/c', 'http://a.test/c', true],
  ['http://a.test/x?y=*', 'http://a.test/x?y=1', true],
  ['http://a.test/x?y', 'http://a.test/xzy', false],
  ['http://{a,b}.test/*', 'http://b.test/', true],
  ['http://{a,b}.test/*', 'http://c.test/', false],
  ['http://localhost:*/**', 'http://localhost:4000/a/b', true],
  ['http://a.test/\\*', 'http://a.test/*', true],
  ['http://a.test/\\*', 'http://a.test/b', false],
  ['/api/**', 'http://a.test/api/x', true, 'http://a.test/'],
  ['/api/**', 'http://b.test/api/x', false, 'http://a.test/'],
  ['./x', 'http://a.test/v1/x', true, 'http://a.test/v1/'],
  ['/api/**', 'http://a.test/api/x', false],
]
for (const [glob, url, matches, baseURL] of cases) {
  test(`${glob}${baseURL ? ` on ${baseURL}` : ''}, ${url} -> ${matches}`, () => {
    expect(urlGlob(glob, baseURL).test(url)).toBe(matches)
  })
}

for (const glob of ['{a', 'a}', '{a,{b}}']) {
  test(`${glob} -> refused`, () => expect(() => urlGlob(glob)).toThrow('is no URL glob'))
}

/** Not exported by any public path, which is why there is a copy of its rules; the test holds the copy to them. */
const { iso } = createRequire(import.meta.resolve('@playwright/test'))(
  'playwright-core/lib/coreBundle',
) as { iso: { resolveGlobToRegexPattern(baseURL: string | undefined, glob: string): string } }

test('any glob and base -> the very pattern that Playwright makes', () => {
  const words = ['a', 'B', 'x.png', 'localhost:3000', '..', '$', '%20', 'ä', ',', '/']
  const wild = ['*', '**', '***', '?', '?q=', '{a,b}', '{', '}', '\\*', '\\\\?', '\\']
  const parts = fc.array(fc.constantFrom(...words, ...wild), { maxLength: 6 })
  const starts = ['', '/', './', 'http://a.test/', 'http*://', '{http,https}://a.test', '**/']
  const glob = fc
    .tuple(fc.constantFrom(...starts), parts)
    .map(([start, all]) => start + all.join(''))
  const baseURL = fc.constantFrom(undefined, 'http://a.test/', 'http://a.test/a/', 'http://b')
  const attempt = (pattern: () => string): string => {
    try {
      // An escaped comma is a comma.
      return new RegExp(pattern()).source.replaceAll(/\\[^]/g, (pair) =>
        pair === '\\,' ? ',' : pair,
      )
    } catch {
      return 'refused'
    }
  }
  fc.assert(
    fc.property(glob, baseURL, (pattern, base) => {
      assert.equal(
        attempt(() => urlGlob(pattern, base).source),
        attempt(() => iso.resolveGlobToRegexPattern(base, pattern)),
      )
    }),
    { numRuns: runs(10_000) },
  )
})
