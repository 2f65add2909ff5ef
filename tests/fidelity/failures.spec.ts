import { expect, test } from '@playwright/test'
import { createConsumer, type Consumer, type ConsumerRun } from '../support/consumer.ts'
import { LiveServer } from '../support/live-server.ts'

const SPEC = `
import { test, NetworkError } from 'replaywright'
import { mkdirSync, writeFileSync } from 'node:fs'
import { get } from 'node:http'
import { get as getTls } from 'node:https'

const api = process.env.API_URL
const urls = {
  reset: api + '/reset', close: api + '/close', 'reset-in-body': api + '/reset-in-body',
  'close-in-body': api + '/close-in-body', hang: api + '/hang', refused: 'http://127.0.0.1:' + process.env.CLOSED_PORT + '/',
  tls: api.replace('http:', 'https:') + '/', dns: 'http://nowhere.invalid/',
}
const clients = {
  http: (url) => new Promise((resolve, reject) => {
    const request = (url.startsWith('https') ? getTls : get)(url, { agent: false, timeout: 500 }, async (response) => {
      let text = ''
      try { for await (const chunk of response) text += chunk; resolve(text) } catch (error) { error.text = text; reject(error) }
    })
    request.on('timeout', () => request.destroy(Object.assign(new Error('too slow'), { code: 'ETIMEDOUT' })))
    request.on('error', reject)
  }),
  fetch: async (url) => (await fetch(url, { signal: AbortSignal.timeout(500) })).text(),
  session: async (url, session) => (await session.get(url, { timeout: 500 })).text(),
}
for (const [client, send] of Object.entries(clients)) for (const [name, url] of Object.entries(urls)) {
  test(client + ' ' + name, async ({ session }) => {
    const error = await send(url, session).then(() => { throw new Error('no failure') }, (error) => error)
    const { cause } = error
    mkdirSync(process.env.OUT, { recursive: true })
    writeFileSync(process.env.OUT + '/' + client + ' ' + name + '.json', JSON.stringify({
      name: error.name, message: error.message, code: error.code, text: error.text, network: error instanceof NetworkError,
      ...(client === 'fetch' && cause && { cause: { name: cause.name, message: cause.message, code: cause.code } }),
    }))
  })
}`

test('a connection that fails fails in the same way on replay', async () => {
  await using server = await LiveServer.start(new URL('failing-server.ts', import.meta.url))
  await using closed = await LiveServer.start(new URL('failing-server.ts', import.meta.url))
  await closed.stop()
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': SPEC } })
  const always = { API_URL: server.url, CLOSED_PORT: String(closed.port) }
  const run = (out: string, env: Record<string, string>): Promise<ConsumerRun> =>
    consumer.run([], { env: { ...always, OUT: consumer.path(out), ...env } })
  expect(await run('live', { REPLAYWRIGHT_MODE: 'off' })).toMatchObject({ failed: 0 })
  expect(await run('recording', {})).toMatchObject({ failed: 0 })
  await server.stop()
  expect(await run('replayed', { CI: '1' })).toMatchObject({ failed: 0 })

  const files = consumer.files('live/*.json').map((path) => path.slice('live/'.length))
  expect(files).toHaveLength(3 * 8)
  for (const file of files) {
    const live = read(consumer, `live/${file}`)
    expect.soft(read(consumer, `recording/${file}`), file).toEqual(live)
    expect.soft(read(consumer, `replayed/${file}`), file).toEqual(live)
  }
  expect(read(consumer, 'replayed/session refused.json')).toMatchObject({
    name: 'NetworkError',
    code: 'ECONNREFUSED',
    message: 'apiRequestContext.get: connect ECONNREFUSED 127.0.0.1:<port>',
  })
  expect(read(consumer, 'replayed/session hang.json')).toMatchObject({ code: 'ETIMEDOUT' })
  expect(read(consumer, 'replayed/http close-in-body.json')).toMatchObject({ text: 'half of it' })
})

/** What a client saw, without what OpenSSL numbers anew and what has more than one wording for one code. */
function read(consumer: Consumer, path: string): Record<string, unknown> {
  const seen = JSON.parse(consumer.read(path)) as { message: string; cause?: { code: string } }
  const message = seen.message
    .replace(/write EPROTO .*/s, 'write EPROTO …')
    .replace(/aborted|socket hang up|read ECONNRESET/, 'connection lost')
    .replace(/:\d+$/, ':<port>')
  return { ...seen, message, ...(seen.cause && { cause: seen.cause.code }) }
}

const GIVES_UP = `
import { test, expect } from 'replaywright'
import { get } from 'node:http'

test('fetch', async () => {
  const controller = new AbortController()
  const response = await fetch(process.env.API_URL + '/events', { signal: controller.signal })
  let text = ''
  try {
    for await (const chunk of response.body.pipeThrough(new TextDecoderStream())) {
      text += chunk
      if (text.includes('two')) controller.abort()
    }
  } catch (error) { expect(error.name).toBe('AbortError') }
  expect(text).toBe('data: one\\n\\ndata: two\\n\\n')
})

test('http', async () => {
  const text = await new Promise((resolve, reject) => {
    const request = get(process.env.API_URL + '/events', (response) => {
      let text = ''
      response.on('data', (chunk) => {
        text += chunk
        if (!text.includes('two')) return
        request.destroy()
        resolve(text)
      })
    })
    request.on('error', reject)
  })
  expect(text).toBe('data: one\\n\\ndata: two\\n\\n')
})

test('fetch before there is an answer', async () => {
  const controller = new AbortController()
  const response = fetch(process.env.API_URL + '/hang', { signal: controller.signal })
  setTimeout(() => controller.abort(), 200)
  await expect(response).rejects.toThrow('aborted')
})`

test('a client that gives its request up gets on replay what it had got until then', async () => {
  await using server = await LiveServer.start(new URL('failing-server.ts', import.meta.url))
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': GIVES_UP } })
  const env = { API_URL: server.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 3 })
  await server.stop()
  expect(await consumer.run([], { env: { ...env, CI: '1' } })).toMatchObject({ passed: 3 })
})
