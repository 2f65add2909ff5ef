import { spawnSync } from 'node:child_process'
import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'

/** In a process of its own: what is patched before an engine starts, while it runs and after it stopped. */
const PROBE = `
  import http from 'node:http'
  import https from 'node:https'
  import net from 'node:net'
  import tls from 'node:tls'
  import diagnostics from 'node:diagnostics_channel'
  const parts = () => [fetch, http.request, http.get, http.ClientRequest, https.request, net.connect,
    net.Socket.prototype.connect, tls.connect, Headers, Request, Response,
    http.Agent.prototype.addRequest, diagnostics.hasSubscribers('undici:client:sendHeaders')]
  const { loadEngine } = await import('SOURCE')
  if (process.argv[2]) await import('nock')
  const before = parts()
  const same = () => parts().map((part, i) => part === before[i] || i)
  const engine = await loadEngine(process.argv[1])
  for (let round = 0; round < 2; round++) {
    engine.start({ outlook: 'none-passes', answer: () => ({ kind: 'respond', head: { status: 200, statusText: '', headers: [] }, body: new Uint8Array(0) }) })
    const running = same()
    const { status } = await fetch('http://nowhere.test/')
    engine.stop()
    console.log(JSON.stringify({ running: running.every((x) => x === true), status, stopped: same() }))
  }
  const after = await fetch('http://127.0.0.1:2/').catch((error) => error.cause.code)
  console.log(after)`

function probe(...args: string[]): string[] {
  const source = new URL('../../src/engines/load.ts', import.meta.url).href
  const script = PROBE.replace('SOURCE', source)
  const cwd = new URL('../..', import.meta.url)
  const run = spawnSync(process.execPath, ['--input-type=module', '-e', script, ...args], { cwd })
  expect(run.stderr.toString()).toBe('')
  return run.stdout.toString().trim().split('\n')
}

const ALL = Array.from({ length: 13 }, () => true)

for (const engine of ['msw', 'nock']) {
  test(`engine ${engine} -> stopped, it leaves nothing patched, and starts again`, () => {
    const round = JSON.stringify({ running: false, status: 200, stopped: ALL })
    expect(probe(engine)).toEqual([round, round, 'ECONNREFUSED'])
  })
}

test('a nock that a script imported itself stays active', () => {
  const round = JSON.stringify({ running: false, status: 200, stopped: ALL })
  expect(probe('nock', 'nock first')).toEqual([round, round, 'ECONNREFUSED'])
})

/** What of Node.js is patched while a test runs, and when its worker ends. */
const WORKER = `
  import { writeFileSync } from 'node:fs'
  import http from 'node:http'
  import net from 'node:net'
  import { test, expect } from 'replaywright'
  const parts = () => [fetch, http.request, http.ClientRequest, net.connect, net.Socket.prototype.connect, Headers]
  const before = parts()
  const patched = () => parts().some((part, at) => part !== before[at])
  test('a', () => {
    expect(patched()).toBe(true)
    process.once('exit', () => writeFileSync('patched-at-exit', String(patched())))
  })`

for (const engine of ['msw', 'nock']) {
  test(`engine ${engine} -> nothing is patched any more after a worker's last test`, async () => {
    await using consumer = createConsumer({
      files: { 'a.spec.ts': WORKER },
      config: `export default { workers: 1, use: { engine: '${engine}' } }`,
      packages: ['nock'],
    })
    const run = await consumer.run()
    expect(run, run.output).toMatchObject({ passed: 1, failed: 0 })
    expect(consumer.read('patched-at-exit')).toBe('false')
  })
}
