import { expect, test } from '@playwright/test'
import { cassettePath, DEFAULT_CASSETTE_PATH, type CassettePathParts } from './name.ts'

const parts: CassettePathParts = {
  configDir: '/app',
  testFile: '/app/tests/login.spec.ts',
  testDir: '/app/tests',
  titlePath: ['signs in'],
  projectName: 'api',
}

const titles: [titlePath: string[], name: string][] = [
  [['signs in'], 'signs-in'],
  [['Signs IN'], 'signs-in'],
  [['orders', 'a user sees her orders'], 'orders-a-user-sees-her-orders'],
  [['GET /orders/:id?x=1'], 'get-orders-id-x-1'],
  [['../../etc/passwd'], 'etc-passwd'],
  [['..'], 'd90e7bc9'],
  [['.hidden.'], 'hidden'],
  [['v1.2 works'], 'v1.2-works'],
  [['naïve 日本 🍪'], 'naïve-日本-🍪'],
  [['nul'], 'nul-'],
  [['com1.txt'], 'com1.txt-'],
  [['a\u0000b\nc'], 'a-b-c'],
  [['@smoke test'], 'smoke-test'],
]

for (const [titlePath, name] of titles) {
  test(`${JSON.stringify(titlePath)} -> ${name}`, () => {
    const path = cassettePath(DEFAULT_CASSETTE_PATH, { ...parts, titlePath })
    if (name.endsWith('-'))
      expect(path).toMatch(new RegExp(`^/app/fixtures/tests/login/${name}[0-9a-f]{8}\\.har$`))
    else if (name === 'd90e7bc9')
      expect(path).toMatch(/^\/app\/fixtures\/tests\/login\/[0-9a-f]{8}\.har$/)
    else expect(path).toBe(`/app/fixtures/tests/login/${name}.har`)
  })
}

test('300 characters -> at most 100 bytes, told apart by a hash of the whole title', () => {
  const first = cassettePath(DEFAULT_CASSETTE_PATH, { ...parts, titlePath: ['é'.repeat(300)] })
  const second = cassettePath(DEFAULT_CASSETTE_PATH, { ...parts, titlePath: ['é'.repeat(301)] })
  const name = first.split('/').at(-1)!
  expect(Buffer.byteLength(name)).toBeLessThanOrEqual(100 + '.har'.length)
  expect(name).toMatch(/^é+-[0-9a-f]{8}\.har$/)
  expect(second).not.toBe(first)
})

const templates: [template: string, path: string][] = [
  ['cassettes/{projectName}/{testTitle}', '/app/cassettes/api/signs-in.har'],
  ['{testDir}/__har__/{testTitle}.har', '/app/tests/__har__/signs-in.har'],
  ['/elsewhere/{testTitle}.har', '/elsewhere/signs-in.har'],
]

for (const [template, path] of templates) {
  test(`${template} -> ${path}`, () => {
    expect(cassettePath(template, parts)).toBe(path)
  })
}

const files: [testFile: string, folder: string][] = [
  ['/app/tests/deep/a.test.mts', 'tests/deep/a'],
  ['/app/login.spec.js', 'login'],
  ['/other/tests/a.spec.ts', 'other/tests/a'],
  ['/app/tests/plain.ts', 'tests/plain'],
]

for (const [testFile, folder] of files) {
  test(`${testFile} -> fixtures/${folder}`, () => {
    expect(cassettePath(DEFAULT_CASSETTE_PATH, { ...parts, testFile })).toBe(
      `/app/fixtures/${folder}/signs-in.har`,
    )
  })
}

test('an unknown name in a template lists the known ones', () => {
  expect(() => cassettePath('{title}.har', parts)).toThrow(
    'cassettePath "{title}.har": there is no {title}; use {testFilePath}, {testTitle}, {testDir}, {projectName}',
  )
})
