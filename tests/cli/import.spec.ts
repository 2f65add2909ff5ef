import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { FOREIGN, runCli, temporaryFolder } from './run-cli.ts'

/** Each recording with the cookies of its sign-in and whether it kept what was sent in header fields. */
const RECORDINGS: readonly {
  file: string
  setCookie: number
  keepsCookies: boolean
  warning?: string
}[] = [
  { file: 'nock-back-13.json', setCookie: 2, keepsCookies: false, warning: 'ignoreCookies' },
  { file: 'nock-back-15.json', setCookie: 1, keepsCookies: true, warning: 'last Set-Cookie' },
  { file: 'playwright/shop.har', setCookie: 2, keepsCookies: true },
  { file: 'playwright.zip', setCookie: 2, keepsCookies: true },
  { file: 'polly.har', setCookie: 2, keepsCookies: true },
  { file: 'snapshot-agent.json', setCookie: 2, keepsCookies: true },
  { file: 'vcrpy.yaml', setCookie: 2, keepsCookies: true },
  { file: 'vcr.yml', setCookie: 2, keepsCookies: true },
  { file: 'betamax.json', setCookie: 2, keepsCookies: true },
]

const REPLAY = `
import { test, expect } from 'replaywright'

const origin = 'http://127.0.0.1:47300'

for (const { file, setCookie, keepsCookies } of ${JSON.stringify(RECORDINGS)}) {
  test(file, async () => {
    const login = await fetch(origin + '/login', {
      method: 'POST',
      redirect: 'manual',
      headers: { 'content-type': 'application/x-www-form-urlencoded' },
      body: 'remember=on&user=ada',
    })
    expect(login.status).toBe(303)
    expect(login.headers.get('location')).toBe('/welcome')
    expect(login.headers.getSetCookie()).toHaveLength(setCookie)
    expect(login.headers.getSetCookie().at(-1)).toBe('lang=placeholder-lang-1; Path=/')
    // Cookies are redacted, and have to come back as they were given. One tool kept only the last of them.
    const given = login.headers.getSetCookie().map((field) => field.split(';')[0])
    const cookie = [...(given.length === 1 ? ['theme=dark'] : []), ...given].join('; ')
    const welcome = await fetch(origin + '/welcome', {
      headers: keepsCookies ? { cookie } : {},
    })
    expect(await welcome.text()).toBe('<h1>Welcome, Zoë</h1>')
    const orders = await fetch(origin + '/orders?sort=price&page=1')
    expect(await orders.json()).toEqual({ orders: [{ id: 1, item: 'tea' }] })
    const picture = await fetch(origin + '/picture')
    expect(Buffer.from(await picture.arrayBuffer()).toString('hex')).toBe('89504e470d0a1a0a00ff80')
    const note = await fetch(origin + '/notes', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{ "text": "naïve" }',
    })
    expect(note.status).toBe(201)
    expect(await note.json()).toEqual({ saved: { text: 'naïve' } })
    const nowhere = await fetch(origin + '/nowhere')
    expect([nowhere.status, await nowhere.text()]).toEqual([404, 'no such page'])
  })
}

test('devtools.har', async () => {
  const home = await fetch('https://shop.example/')
  expect([home.url, home.status]).toEqual(['https://shop.example/home', 200])
  expect((await fetch('https://shop.example/pixel.png')).headers.get('content-type')).toBe('image/png')
  expect((await fetch('https://shop.example/api/items')).status).toBe(200)
})
`

test('recordings of seven tools -> cassettes that replay without network', async () => {
  await using consumer = createConsumer({ files: { 'shop.spec.ts': REPLAY } })
  for (const { file, warning } of RECORDINGS) {
    const title = file.replaceAll(/[/_]/g, '-')
    const output = consumer.path(`fixtures/shop/${title}.har`)
    const run = runCli(['import', join(FOREIGN, file), '--output', output])
    expect(run, file).toMatchObject({
      exitCode: 0,
      stdout: `6 interactions written to ${output}\n`,
    })
    if (warning === undefined) expect(run.stderr).toBe('')
    else expect(run.stderr).toContain(warning)
  }
  const devtools = consumer.path('fixtures/shop/devtools.har.har')
  expect(runCli(['import', join(FOREIGN, 'devtools.har'), '-o', devtools]).exitCode).toBe(0)
  const run = await consumer.run([], { env: { CI: '1' } })
  expect(run, run.output).toMatchObject({ passed: RECORDINGS.length + 1, failed: 0 })
})

const BAD: readonly [title: string, name: string, content: string, message: string][] = [
  ['an empty file', 'a.json', '', 'the file is empty'],
  ['half a JSON', 'a.json', '[{"scope":', 'not valid JSON at line 1, column 11'],
  ['half a YAML', 'a.yml', 'http_interactions:\n- request: {', 'not valid YAML'],
  [
    'another JSON',
    'a.json',
    '{"name":"x"}',
    'no recording of a tool that is known. Name the tool: --from',
  ],
  [
    'a nock definition without scope',
    'a.json',
    '[{"scope":1,"path":"/"}]',
    'expected a string, found 1 at $[0].scope',
  ],
  [
    'ERB in a VCR cassette',
    'a.yml',
    'http_interactions:\n- uri: <%= exit %>',
    'ERB, which is Ruby code and is not evaluated, at line 2',
  ],
  [
    'a Ruby object in a VCR cassette',
    'a.yml',
    'http_interactions: !ruby/object:Kernel {}',
    'not valid YAML',
  ],
  ['a billion laughs', 'a.yml', laughs(), 'Excessive alias count'],
]

/** Ten levels of ten aliases each: 10^10 texts from a few lines. */
function laughs(): string {
  const lines = ['a0: &a0 [ha]']
  for (let level = 1; level <= 10; level++) {
    const aliases = Array.from({ length: 10 }, () => `*a${level - 1}`).join(', ')
    lines.push(`a${level}: &a${level} [${aliases}]`)
  }
  return [...lines, 'interactions: []'].join('\n')
}

for (const [title, name, content, message] of BAD) {
  test(`${title} -> exit code 2, and nothing written`, () => {
    using folder = temporaryFolder()
    const file = join(folder.path, name)
    writeFileSync(file, content)
    const output = join(folder.path, 'out.har')
    const run = runCli(['import', file, '--output', output])
    expect(run).toMatchObject({ exitCode: 2, stdout: '' })
    expect(run.stderr).toContain(`error: ${file}`)
    expect(run.stderr).toContain(message)
    expect(() => readFileSync(output)).toThrow('ENOENT')
  })
}

test('a cassette that exists is not replaced without --force', () => {
  using folder = temporaryFolder()
  const output = join(folder.path, 'out.har')
  writeFileSync(output, 'precious')
  const args = ['import', join(FOREIGN, 'betamax.json'), '--output', output]
  expect(runCli(args)).toMatchObject({
    exitCode: 2,
    stderr: `error: ${output}: exists already; choose another name, or add --force\n`,
  })
  expect(readFileSync(output, 'utf8')).toBe('precious')
  expect(runCli([...args, '--force', '--test', 'a.spec.ts › signs in'])).toMatchObject({
    exitCode: 0,
  })
  expect(JSON.parse(readFileSync(output, 'utf8')).log._replaywright.test).toBe(
    'a.spec.ts › signs in',
  )
})

test('a token that no rule replaces -> one line with its place, and nothing written; flags decide', () => {
  using folder = temporaryFolder()
  const cwd = folder.path
  // In two parts, so that scanners of this repository do not take it for one.
  const token = ['ghp', 'Ab3dEf6hIj9kLm2nOp5qRs8tUv1wXy4zAb7d'].join('_')
  const body = { note: `push with ${token}`, iban: 'DE02120300000000202051' }
  const definition = { scope: 'https://a.example:443', path: '/', status: 200, response: body }
  writeFileSync(join(cwd, 'a.json'), JSON.stringify([definition]))
  const args = ['import', 'a.json', '-o', 'a.har']
  const refused = runCli(args, { cwd })
  expect(refused).toMatchObject({ exitCode: 2, stdout: '' })
  expect(refused.stderr).toMatch(
    /^error: a\.har: not written, since secrets would be in it: entry 1, response body[^;]*: GITHUB_TOKEN\. Name it by --field, [^\n]*\n$/,
  )
  expect(refused.stderr).not.toContain(token)
  expect(() => readFileSync(join(cwd, 'a.har'))).toThrow('ENOENT')

  expect(runCli([...args, '--field', 'note', '--field', 'iban'], { cwd }).exitCode).toBe(0)
  const redacted = readFileSync(join(cwd, 'a.har'), 'utf8')
  expect(redacted).not.toContain(token)
  expect(redacted).not.toContain(body.iban)

  expect(runCli([...args, '--force', '--keep', token], { cwd }).exitCode).toBe(0)
  expect(readFileSync(join(cwd, 'a.har'), 'utf8')).toContain(token)
})
