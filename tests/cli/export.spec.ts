import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { readCassette } from '../../src/cassette/file.ts'
import { startServer } from '../support/server.ts'
import { FOREIGN, runCli, temporaryFolder } from './run-cli.ts'

const NODE_MODULES = resolve(import.meta.dirname, '../../node_modules')

/** A cassette with sign-in, JSON, bytes and an error in it. */
function importTo(folder: string, rewrite: (text: string) => string = (text) => text): string {
  const source = join(folder, 'vcrpy.yaml')
  writeFileSync(source, rewrite(readFileSync(join(FOREIGN, 'vcrpy.yaml'), 'utf8')))
  const cassette = join(folder, 'shop.har')
  expect(runCli(['import', source, '--output', cassette])).toMatchObject({ exitCode: 0 })
  return cassette
}

test('a curl script sends the recorded requests again', async () => {
  await using server = await startServer((_seen, response) => void response.end())
  using folder = temporaryFolder()
  const cassette = importTo(folder.path, (text) =>
    text
      .replaceAll('http://127.0.0.1:47300', server.origin)
      // What a shell would take for its own.
      .replace('user=ada', `user=a'$(id)"\\\\`),
  )
  const { stdout } = runCli(['export', cassette, '--format', 'curl'])
  const script = join(folder.path, 'again.sh')
  writeFileSync(script, stdout)
  // Not synchronous: the server answers in this process.
  const { promise, resolve: done } = Promise.withResolvers<void>()
  const { spawn } = await import('node:child_process')
  spawn('sh', [script], { stdio: 'ignore' }).once('close', () => done())
  await promise
  expect(server.seen.map(({ method, url }) => `${method} ${url}`)).toEqual([
    'POST /login',
    'GET /welcome',
    'GET /orders?page=1&sort=price',
    'GET /picture',
    'POST /notes',
    'GET /nowhere',
  ])
  const recorded = readCassette(cassette)!.interactions
  expect(server.seen[0]!.body).toBe(Buffer.from(recorded[0]!.request.body).toString())
  expect(server.seen[0]!.body).toContain('$(id)')
  expect(server.seen[1]!.headers.cookie).toBe('theme=placeholder-theme-1; lang=placeholder-lang-1')
  expect(server.seen[4]!.headers['content-type']).toBe('application/json')
})

test('msw handlers answer as the cassette does', () => {
  using folder = temporaryFolder()
  const handlers = join(folder.path, 'handlers.ts')
  expect(
    runCli(['export', importTo(folder.path), '--format', 'msw', '--output', handlers]),
  ).toMatchObject({ exitCode: 0, stdout: '' })
  mkdirSync(join(folder.path, 'node_modules'))
  symlinkSync(join(NODE_MODULES, 'msw'), join(folder.path, 'node_modules/msw'), 'junction')
  writeFileSync(join(folder.path, 'package.json'), '{"type":"module"}')
  writeFileSync(
    join(folder.path, 'use.ts'),
    `import { setupServer } from 'msw/node'
     import { handlers } from './handlers.ts'
     const server = setupServer(...handlers)
     server.listen()
     const origin = 'http://127.0.0.1:47300'
     const login = await fetch(origin + '/login', { method: 'POST', redirect: 'manual' })
     const picture = await fetch(origin + '/picture')
     const orders = await fetch(origin + '/orders?page=1')
     const nowhere = await fetch(origin + '/nowhere')
     console.log(JSON.stringify({
       login: [login.status, login.headers.getSetCookie()],
       picture: Buffer.from(await picture.arrayBuffer()).toString('hex'),
       orders: await orders.json(),
       nowhere: [nowhere.status, nowhere.statusText, await nowhere.text()],
     }))
     server.close()`,
  )
  const output = execFileSync(process.execPath, ['use.ts'], { cwd: folder.path, encoding: 'utf8' })
  expect(JSON.parse(output)).toEqual({
    login: [
      303,
      [
        'theme=placeholder-theme-1; Expires=Wed, 01 Jan 2070 00:00:00 GMT; Path=/',
        'lang=placeholder-lang-1; Path=/',
      ],
    ],
    picture: '89504e470d0a1a0a00ff80',
    orders: { orders: [{ id: 1, item: 'tea' }] },
    nowhere: [404, 'Not Here', 'no such page'],
  })
})

test('a plain HAR stands alone: every body in it, and read back it is the same traffic', () => {
  using folder = temporaryFolder()
  const cassette = importTo(folder.path)
  const plain = join(folder.path, 'plain/shop.har')
  mkdirSync(join(folder.path, 'plain'))
  expect(runCli(['export', cassette, '--format', 'har', '--output', plain])).toMatchObject({
    exitCode: 0,
  })
  expect(readFileSync(plain, 'utf8')).not.toMatch(/"_/)
  const [before, after] = [cassette, plain].map((path) => readCassette(path)!.interactions)
  expect(after).toEqual(before)
})
