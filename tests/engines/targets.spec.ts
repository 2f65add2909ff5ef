import { spawnSync } from 'node:child_process'
import { expect, test } from '@playwright/test'

/** In a process of its own: which URL an engine hears of for each form of target (RFC 9112, section 3.2). */
const PROBE = `
  import http from 'node:http'
  const { loadEngine } = await import('SOURCE')
  const engine = await loadEngine(process.argv[1])
  const asked = []
  engine.start({
    outlook: process.argv[2],
    answer({ method, url }) {
      asked.push(method + ' ' + url)
      return { kind: 'respond', head: { status: 204, statusText: '', headers: [] }, body: new Uint8Array(0) }
    },
  })
  const ask = (method, path) => new Promise((resolve, reject) =>
    http.request('http://a.test', { method, path, agent: false }, (response) => response.on('end', resolve).resume())
      .on('error', reject).end())
  await ask('GET', '/x?y=1')
  await ask('GET', '//x')
  await ask('OPTIONS', '*')
  await ask('GET', 'http://b.test/by-proxy')
  console.log(JSON.stringify(asked))
  engine.stop()`

for (const engine of ['msw', 'nock']) {
  for (const outlook of ['none-passes', 'depends']) {
    test(`engine ${engine}, ${outlook} -> every form of target becomes the same URL`, () => {
      const source = new URL('../../src/engines/load.ts', import.meta.url).href
      const script = PROBE.replace('SOURCE', source)
      const args = ['--input-type=module', '-e', script, engine, outlook]
      const run = spawnSync(process.execPath, args, { cwd: new URL('../..', import.meta.url) })
      expect(run.stderr.toString()).toBe('')
      expect(JSON.parse(run.stdout.toString())).toEqual([
        'GET http://a.test/x?y=1',
        'GET http://a.test//x',
        'OPTIONS http://a.test/*',
        'GET http://b.test/by-proxy',
      ])
    })
  }
}
