import { once } from 'node:events'
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { networkInterfaces } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { text } from 'node:stream/consumers'
import { expect, test } from '@playwright/test'
import { FOREIGN, runCli, startCli, temporaryFolder } from './run-cli.ts'

/** A request whose target no URL parser takes. */
async function rawGet(url: string, target: string): Promise<string> {
  const { port, hostname } = new URL(url)
  const socket = connect({ port: Number(port), host: hostname })
  socket.write(`GET ${target} HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n`)
  return text(socket)
}

/** The addresses of this machine by which others reach it. */
function otherAddresses(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address)
}

async function connected(host: string, port: number): Promise<boolean> {
  const socket = connect({ host, port })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}

test('serve answers recordings on loopback, again and again, and says what it does not have', async () => {
  using folder = temporaryFolder()
  const cassette = join(folder.path, 'shop.har')
  runCli(['import', join(FOREIGN, 'vcrpy.yaml'), '--output', cassette])
  const child = startCli(['serve', cassette])
  try {
    const [line] = (await once(createInterface({ input: child.stdout! }), 'line')) as [string]
    expect(line).toMatch(
      /^6 recordings of http:\/\/127\.0\.0\.1:47300 on http:\/\/127\.0\.0\.1:\d+$/,
    )
    const url = line.split(' on ')[1]!
    for (let time = 1; time <= 2; time++) {
      const login = await fetch(`${url}/login`, {
        method: 'POST',
        redirect: 'manual',
        body: new URLSearchParams({ user: 'ada', remember: 'on' }),
      })
      expect(login.status).toBe(303)
      expect(login.headers.getSetCookie()).toHaveLength(2)
    }
    const picture = await fetch(`${url}/picture`)
    expect(Buffer.from(await picture.arrayBuffer()).toString('hex')).toBe('89504e470d0a1a0a00ff80')
    const missing = await fetch(`${url}/orders?page=2&sort=price`)
    expect(missing.status).toBe(404)
    expect(await missing.text())
      .toBe(`No recorded response for GET http://127.0.0.1:47300/orders?page=2&sort=price

Closest: GET http://127.0.0.1:47300/orders?page=1&sort=price
  query page: recorded 1, sent 2
`)
    const far = await fetch(`${url}/far?away=1`, { method: 'DELETE' })
    expect(far.status).toBe(404)
    expect(await far.text()).toBe(`No recorded response for DELETE http://127.0.0.1:47300/far?away=1

Recorded is:
  POST http://127.0.0.1:47300/login
  GET http://127.0.0.1:47300/welcome
  GET http://127.0.0.1:47300/orders?page=1&sort=price
  GET http://127.0.0.1:47300/picture
  POST http://127.0.0.1:47300/notes
  GET http://127.0.0.1:47300/nowhere
`)
    expect(await rawGet(url, '//[')).toMatch(/^HTTP\/1\.1 400 .*"\/\/\[" is no path or URL\.\n/s)
    // Nobody else of the network reaches it.
    const { port } = new URL(url)
    for (const address of otherAddresses()) {
      await expect(connected(address, Number(port)), address).resolves.toBe(false)
    }
  } finally {
    const ended = once(child, 'exit')
    child.kill('SIGINT')
    expect(await ended).toEqual([0, null])
  }
})

test('cookies are converted between the formats and printed without their values', () => {
  using folder = temporaryFolder()
  const at = (name: string): string => join(folder.path, name)
  const netscape = `# Netscape HTTP Cookie File
#HttpOnly_example.com\tFALSE\t/\tTRUE\t0\tsid\ts3cret
.example.com\tTRUE\t/shop\tFALSE\t3155760000\ttheme\tdark
`
  writeFileSync(at('cookies.txt'), netscape)
  for (const [from, to, ...options] of [
    ['cookies.txt', 'state.json'],
    ['state.json', 'cookies.lwp'],
    ['cookies.lwp', 'tough.json', '--to', 'tough-cookie'],
    ['tough.json', 'again.txt'],
  ] as const) {
    const run = runCli(['cookies', 'convert', at(from), at(to), ...options])
    expect(run).toMatchObject({ exitCode: 0, stdout: `2 cookies written to ${at(to)}\n` })
    expect(statSync(at(to)).mode & 0o777).toBe(0o600)
  }
  const lines = (text: string): string[] => text.trim().split('\n').toSorted()
  expect(lines(readFileSync(at('again.txt'), 'utf8'))).toEqual(
    expect.arrayContaining(lines(netscape)),
  )

  const printed = runCli(['cookies', 'print', at('state.json')])
  expect(printed.stdout).toContain('sid    example.com/')
  expect(printed.stdout).toContain('HttpOnly Secure')
  expect(printed.stdout).not.toContain('s3cret')
  expect(runCli(['cookies', 'print', at('state.json'), '--values']).stdout).toContain('s3cret')
})

test('a bad line of a cookie file -> exit code 2 with the line, and nothing written', () => {
  using folder = temporaryFolder()
  const file = join(folder.path, 'cookies.txt')
  writeFileSync(file, '# Netscape HTTP Cookie File\nexample.com FALSE / TRUE 0 sid 1\n')
  const run = runCli(['cookies', 'convert', file, join(folder.path, 'out.json')])
  expect(run).toMatchObject({ exitCode: 2, stdout: '' })
  expect(run.stderr).toContain(`error: ${file}:2: 1 fields, expected 7. Mend or remove the line`)
  expect(() => statSync(join(folder.path, 'out.json'))).toThrow('ENOENT')
})
