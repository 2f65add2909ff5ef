import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { exchange } from '../../tests/redaction/exchange.ts'
import { writeCassette } from '../cassette/file.ts'
import { isSecretFoundError, type SecretFoundError } from '../errors/secret-found-error.ts'
import { findSecrets } from '../find-secrets.ts'
import { keepCassette } from '../keep-cassette.ts'
import { Redaction } from './redaction.ts'

/** Made up, and in two parts, so that no scanner finds it in this file. */
const GITHUB = ['ghp', 'wWPw5k4aXcaT4fNP0UcnZwJUVFk6LO0pINUx'].join('_')

function folder(): Disposable & { path: string } {
  const path = mkdtempSync(join(tmpdir(), 'replaywright-scan-'))
  return { path, [Symbol.dispose]: () => rmSync(path, { recursive: true }) }
}

const leaky = [
  exchange('GET /'),
  exchange(
    'GET /notes',
    { headers: ['X-Note: https://ada:placeholder-userinfo-1@a.test'] },
    {
      body: `{\n"note": "use ${GITHUB}"\n}`,
    },
  ),
]

test('a known shape of a token -> refused, with the place and not the value, and nothing written', async () => {
  using temporary = folder()
  const path = join(temporary.path, 'a.har')
  const redaction = new Redaction({}, {})
  const error = await keepCassette(path, undefined, leaky, { redaction, name: 'a.har' }).then(
    () => undefined,
    (thrown: unknown) => thrown as SecretFoundError,
  )
  expect(isSecretFoundError(error)).toBe(true)
  expect(error!.message).toContain('a.har: not written, since secrets would be in it')
  expect(error!.message).toContain('entry 2, response body, line 2: GITHUB_TOKEN')
  expect(error!.message).not.toContain(GITHUB)
  expect(error!.secrets).toEqual([
    { cassette: 'a.har', entry: 2, place: 'response body, line 2', kind: 'GITHUB_TOKEN' },
  ])
  expect(await findSecrets([temporary.path])).toEqual([])
})

for (const [title, before] of [
  ['among other bytes', [0xff, 0x0a, 0x00, 0x0a]],
  ['after a long text of no use', [0xff, 0x0a, 0x00, ...Buffer.from(`${'x'.repeat(300_000)}\n`)]],
] as const) {
  test(`a token in a file that is no text, ${title} -> refused, with its line`, async () => {
    const body = Buffer.concat([Buffer.from(before), Buffer.from(GITHUB), Buffer.from([0x80])])
    const [found] = await new Redaction({}, {}).scan([exchange('GET /', {}, { body })], 'a.har')
    expect(found).toMatchObject({ entry: 1, place: 'response body, line 3', kind: 'GITHUB_TOKEN' })
  })
}

for (const [title, redact] of [
  ['redact.values', { values: [/ghp_\w+/] }],
  ['redact.fields', { fields: ['note'] }],
  ['redact.keep.values', { keep: { values: [GITHUB] } }],
  ['redact: false', false],
] as const) {
  test(`${title} -> the way out`, async () => {
    using temporary = folder()
    const path = join(temporary.path, 'a.har')
    const redaction = new Redaction(redact, {})
    await keepCassette(path, undefined, leaky, { redaction, name: 'a.har' })
    expect((await findSecrets([path], redact || {})).length).toBe(redact === false ? 1 : 0)
  })
}

test('a cassette that breaks the rules -> each place is named', async () => {
  using temporary = folder()
  const path = join(temporary.path, 'b.har')
  const sent = { headers: ['Cookie: sid=live'], body: '{"iban":"DE1"}' }
  await writeCassette(path, undefined, [exchange('POST /?api_key=live', sent)])
  const place = { cassette: path, entry: 1, kind: 'rule' }
  expect(await findSecrets([temporary.path])).toEqual([
    { ...place, place: 'request URL' },
    { ...place, place: 'request header Cookie' },
  ])
  expect(await findSecrets([path], { fields: ['iban'] })).toHaveLength(3)
})

test('a folder that is not there, a file that is no cassette -> an error that names it', async () => {
  using temporary = folder()
  const path = join(temporary.path, 'c.har')
  writeFileSync(path, '{}')
  await expect(findSecrets([join(temporary.path, 'nowhere')])).rejects.toThrow(
    'nowhere: no such file',
  )
  await expect(findSecrets([path])).rejects.toThrow(`${path}: expected an object`)
})
