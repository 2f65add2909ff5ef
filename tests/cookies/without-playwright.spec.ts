import { execFileSync } from 'node:child_process'
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'

const repository = resolve(import.meta.dirname, '../..')

const SCRIPT = `
import { Jar, formatNetscape } from 'replaywright/cookies'

let playwright = 'found'
await import('@playwright/test').catch((error) => { playwright = error.code })

const jar = new Jar()
jar.receive('https://example.com/', ['sid=1; HttpOnly; Secure', 'bad=1; Domain=com'])
await jar.save('cookies.txt')
const other = new Jar()
await other.load('cookies.txt')
console.log(JSON.stringify({
  playwright,
  sent: other.cookieHeader('https://example.com/'),
  rejected: jar.rejected.map(({ reason }) => reason),
  text: formatNetscape(other),
}))
`

test('replaywright/cookies in a folder without Playwright -> works in plain Node', () => {
  // Outside this repository, whose node_modules Node would find from any folder inside.
  const folder = mkdtempSync(join(tmpdir(), 'replaywright-cookies-'))
  const modules = join(folder, 'node_modules')
  for (const path of ['package.json', 'dist'])
    cpSync(join(repository, path), join(modules, 'replaywright', path), { recursive: true })
  for (const name of ['tough-cookie', 'tldts']) {
    const link = join(modules, name)
    mkdirSync(dirname(link), { recursive: true })
    symlinkSync(join(repository, 'node_modules', name), link, 'junction')
  }
  writeFileSync(join(folder, 'script.mjs'), SCRIPT)
  const output = execFileSync(process.execPath, ['script.mjs'], { cwd: folder, encoding: 'utf8' })
  expect(JSON.parse(output)).toEqual({
    playwright: 'ERR_MODULE_NOT_FOUND',
    sent: 'sid=1',
    rejected: ['its Domain com is a public suffix'],
    text: readFileSync(join(folder, 'cookies.txt'), 'latin1'),
  })
  rmSync(folder, { recursive: true })
})
