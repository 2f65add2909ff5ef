import { once } from 'node:events'
import {
  Agent,
  request as httpRequest,
  type ClientRequest,
  type IncomingMessage,
  type RequestOptions,
} from 'node:http'
import { text } from 'node:stream/consumers'
import { setTimeout as sleep } from 'node:timers/promises'
import { test } from 'replaywright'

/**
 * The traffic of the conformance suite, as a consumer's test file. What the clients see is printed, and is the
 * same live and replayed, by either engine.
 */
const url = (path: string): string => process.env['API_URL'] + path
const see = (seen: unknown): void => console.log('SEEN ' + JSON.stringify(seen))

/** The raw response, as `node:http` sees it. */
async function raw(path: string, method = 'GET'): Promise<unknown> {
  const { promise, resolve, reject } = Promise.withResolvers<unknown>()
  const request = httpRequest(url(path), { method }, (response) => {
    const { statusCode, statusMessage, rawHeaders } = response
    text(response).then(
      (body) => resolve({ statusCode, statusMessage, rawHeaders, body }),
      (error: NodeJS.ErrnoException) =>
        resolve({ statusCode, code: error.code, message: error.message }),
    )
  })
  request.on('error', reject).end()
  return promise
}

/** One connection for all of its requests, one after the other. */
const agent = new Agent({ keepAlive: true, maxSockets: 1 })

/** What `node:http` brings back when `send` sends the request. */
async function exchange(
  path: string,
  options: RequestOptions = {},
  send: (request: ClientRequest) => unknown = (request) => request.end(),
): Promise<unknown> {
  const request = httpRequest(url(path), { agent, ...options })
  const response = once(request, 'response')
  await send(request)
  const [message] = (await response) as [IncomingMessage]
  return [message.statusCode, message.statusMessage, await text(message)]
}

function failure(error: Error & { code?: string }): unknown {
  const { cause } = error as { cause?: Error & { code?: string } }
  // undici names a reset in its own words; a cassette has the system's, which serve every client.
  const code = cause?.code === 'UND_ERR_SOCKET' ? 'ECONNRESET' : cause?.code
  return { name: error.name, code: error.code, message: error.message, cause: code }
}

test.use({ baseURL: process.env['API_URL']! })

test('reason phrase, case and number of the fields', async ({ session }) => {
  const { rawHeaders, ...seen } = (await raw('/fields')) as { rawHeaders: string[] }
  const at = rawHeaders.indexOf('Set-Cookie')
  see({ ...seen, rawHeaders: rawHeaders.slice(at, at + 12) })
  const response = await fetch(url('/fields?fetch'))
  see([response.status, response.statusText, response.headers.getSetCookie()])
  see(response.headers.get('x-twice'))
  const answer = await session.get('/fields?session')
  see(answer.headersArray().filter(({ name }) => !/^(connection|keep-alive)$/i.test(name)))
  see(session.jar.list().map(({ name, value }) => [name, value]))
})

test('content codings', async ({ session }) => {
  see(await (await fetch(url('/gzip'))).json())
  see(await (await fetch(url('/brotli'))).json())
  see(await (await session.get('/gzip?session')).json())
  const odd = await fetch(url('/unknown-coding'))
  see([odd.headers.get('content-encoding'), await odd.text()])
})

test('bodies: binary, none, and that of HEAD', async () => {
  see([...new Uint8Array(await (await fetch(url('/binary'))).arrayBuffer())])
  for (const path of ['/no-content', '/not-modified']) {
    const response = await fetch(url(path))
    see([response.status, response.statusText, await response.text()])
  }
  const head = await fetch(url('/head'), { method: 'HEAD' })
  see([head.headers.get('content-length'), await head.text()])
})

test('redirects with cookies', async ({ session }) => {
  const response = await fetch(url('/redirect'))
  see(
    [response.redirected, response.url, await response.text()]
      .map(String)
      .join(' ')
      .replace(/:\d+/, ''),
  )
  see(await raw('/redirect?raw'))
  see(await (await session.get('/redirect?session')).text())
  see(session.jar.list().map(({ name }) => name))
})

test('request bodies', async ({ session }) => {
  const post = async (body: string | URLSearchParams, path = '/echo'): Promise<unknown> =>
    (await fetch(url(path), { method: 'POST', body })).json()
  see(await post(JSON.stringify({ a: 1 })))
  see(await post(new URLSearchParams({ user: 'ada', tea: 'green & black' })))
  see(await post('x'.repeat(1_000_000)))
  see(await (await fetch(url('/echo'), { method: 'PUT', body: new Uint8Array([0, 255]) })).json())
  see(await (await session.post('/echo?session', { data: { b: 2 } })).json())
  see(await (await fetch(url('/echo?delete'), { method: 'DELETE' })).json())
})

test('a stream', async () => {
  const response = await fetch(url('/stream'))
  const pieces: string[] = []
  for await (const piece of response.body!) pieces.push(Buffer.from(piece).toString())
  // Replayed at once, pieces may arrive together.
  see(pieces.join(''))
})

test('a body that ends with the connection, and hints before a response', async () => {
  see(await (await fetch(url('/until-close'))).text())
  see(await (await fetch(url('/early-hints'))).text())
  see(((await raw('/early-hints?raw')) as { body: string }).body)
})

test('connections that fail', async () => {
  const refused = await fetch('http://127.0.0.1:2/').catch(failure)
  see(refused)
  see(await raw('/hang-up').catch(failure))
  see(await fetch(url('/hang-up?fetch')).then(String, failure))
  see(await raw('/broken'))
  see(
    await fetch(url('/broken?fetch'))
      .then((response) => response.text())
      .catch(failure),
  )
})

test('a 5xx is a response', async () => {
  see(await raw('/server-error'))
})

test('what the client gives up', async () => {
  const controller = new AbortController()
  const given = fetch(url('/never'), { signal: controller.signal }).then(String, failure)
  setTimeout(() => controller.abort(), 200)
  see(await given)
  see(await (await fetch(url('/end'))).text())
  const request = httpRequest(url('/never?raw'))
  const error = new Promise((resolve) => request.on('error', resolve)).then((e) =>
    failure(e as Error),
  )
  request.end()
  setTimeout(() => request.destroy(), 200)
  see(await error)
})

test('fifty at once', async () => {
  const answers = Array.from({ length: 50 }, async (_none, n) =>
    (await fetch(url(`/echo?n=${n}`), { method: 'POST', body: `number ${n}` })).json(),
  )
  see(await Promise.all(answers))
})

test('node:http on one connection: each kind of content, both ways', async () => {
  for (const path of ['/unknown-coding', '/no-content', '/not-modified', '/stream', '/until-close'])
    see(await exchange(`${path}?kept`))
  see(await exchange('/head?kept', { method: 'HEAD' }))
  const post = { method: 'POST' }
  see(await exchange('/echo?none', post))
  see(
    await exchange(
      '/echo?length',
      { ...post, headers: { 'Content-Length': 4 } },
      async (request) => {
        const buffer = Buffer.from('ab')
        await new Promise((written) => request.write(buffer, written))
        // A client may use its buffer again.
        request.end(buffer.fill('c'))
      },
    ),
  )
  see(
    await exchange('/echo?chunks', post, (request) => {
      request.write('one ')
      request.write(Buffer.from('tẃo '))
      request.write('xyz', 'latin1')
      request.end('end')
    }),
  )
  see(
    await exchange('/echo?late', post, async (request) => {
      request.flushHeaders()
      await sleep(50)
      request.end('late')
    }),
  )
  see(
    await exchange(
      '/echo?expect',
      { ...post, headers: { Expect: '100-continue' } },
      async (request) => {
        request.flushHeaders()
        // RFC 9110, section 10.1.1: a client waits for a while, and then sends its content.
        await Promise.race([once(request, 'continue'), sleep(1000)])
        request.end('expected')
      },
    ),
  )
  see(
    await exchange('/echo?put', { method: 'PUT', headers: { 'X-Accent': 'é' } }, (request) => {
      request.end('x'.repeat(200_000))
    }),
  )
})

test('node:http: a response that nobody wants, and one that is not read to its end', async () => {
  const unheard = httpRequest(url('/end?unheard'), { agent }).end()
  await once(unheard, 'close')
  const [response] = (await once(httpRequest(url('/stream?cut')).end(), 'response')) as [
    IncomingMessage,
  ]
  const [first] = (await once(response, 'data')) as [Buffer]
  response.destroy()
  see(first.toString())
  const half = httpRequest(url('/echo?half'), { method: 'POST', headers: { 'Content-Length': 9 } })
  half.on('error', () => {})
  half.write('half')
  await sleep(50)
  half.destroy()
  see(await exchange('/end?after'))
})
