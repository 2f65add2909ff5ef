import { readdirSync, readFileSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { expect, request, test } from '@playwright/test'
import { Session } from '../../src/session/session.ts'

const sid = {
  name: 'sid',
  value: 'ü',
  domain: '.example.com',
  path: '/a',
  expires: 4102444800,
  httpOnly: true,
  secure: true,
  sameSite: 'None' as const,
}
const origins = [
  { origin: 'https://example.com', localStorage: [{ name: 'theme', value: 'dark' }] },
]

test('storageState({ path }) -> what it returns, in a file of its owner that others can load', async () => {
  const path = test.info().outputPath('new folder', 'state.json')
  await using session = await Session.create({ storageState: { cookies: [sid], origins } })
  const state = await session.storageState({ path })
  expect(state).toEqual({ cookies: [sid], origins })
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual(state)
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  await using context = await request.newContext({ storageState: path })
  expect((await context.storageState()).cookies).toEqual([sid])
  await using again = await Session.create({ storageState: path })
  expect(await again.storageState()).toEqual(state)
})

test('storageState({ path }) over a file that others can read -> its owner only, and nothing beside it', async () => {
  const path = test.info().outputPath('state.json')
  writeFileSync(path, 'old', { mode: 0o644 })
  await using session = await Session.create()
  await session.storageState({ path })
  if (process.platform !== 'win32') expect(statSync(path).mode & 0o777).toBe(0o600)
  expect(readdirSync(dirname(path))).toEqual(['state.json'])
})

test('storageState({ path }) over a link -> the link is replaced, what it led to is not written', async () => {
  const [path, target] = [test.info().outputPath('state.json'), test.info().outputPath('target')]
  writeFileSync(target, 'kept')
  symlinkSync(target, path)
  await using session = await Session.create()
  await session.storageState({ path })
  expect(readFileSync(target, 'utf8')).toBe('kept')
  expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ cookies: [], origins: [] })
})

test('many writers of one path -> always a whole file', async () => {
  const path = test.info().outputPath('state.json')
  await using session = await Session.create({ storageState: { cookies: [sid], origins } })
  const writes = Array.from({ length: 20 }, () => session.storageState({ path }))
  await Promise.race(writes)
  for (let n = 0; n < 20; n++) expect(JSON.parse(readFileSync(path, 'utf8'))).toBeTruthy()
  await Promise.all(writes)
  expect(readdirSync(dirname(path))).toEqual(['state.json'])
})
