import { createServer } from 'node:http'
import { createServer as createTlsServer, type ServerOptions } from 'node:https'
import { connect, type AddressInfo, type Server, type Socket } from 'node:net'
import { join } from 'node:path'
import { TLSSocket } from 'node:tls'
import { expect, request, test, type APIRequestContext } from '@playwright/test'
import { isNetworkError } from '../../src/errors/network-error.ts'
import { Session } from '../../src/session/session.ts'
import type { SessionOptions } from '../../src/session/session-options.ts'
import { certificates } from '../support/certificates.ts'
import { startServer } from '../support/server.ts'

const creators = [
  {
    name: 'request',
    create: (o: SessionOptions): Promise<APIRequestContext> => request.newContext(o),
  },
  { name: 'session', create: (o: SessionOptions): Promise<APIRequestContext> => Session.create(o) },
]

for (const { name, create } of creators) {
  test(`proxy with credentials -> ${name} goes through it, but not to what is bypassed`, async () => {
    await using target = await startServer((_seen, response) => {
      response.end('target')
    })
    await using stack = new AsyncDisposableStack()
    const { origin: server, asked } = await startProxy(stack)
    const proxy = { server, username: 'ada', password: 'pw', bypass: 'localhost' }
    await using context = await create({ proxy })
    expect(await (await context.get(`${target.origin}/a`)).text()).toBe('target')
    expect(asked).toEqual([`127.0.0.1:${target.port} Basic ${btoa('ada:pw')}`])
    await context.get(`http://localhost:${target.port}/a`)
    expect(asked).toHaveLength(1)
  })

  test(`a proxy, and a TLS server behind it -> ${name} reaches it through the proxy`, async () => {
    await using stack = new AsyncDisposableStack()
    const { origin: server, asked } = await startProxy(stack)
    const origin = await startTlsServer(stack)
    await using context = await create({ proxy: { server }, ignoreHTTPSErrors: true })
    expect(await (await context.get(origin)).text()).toBe('from nobody')
    expect(asked).toHaveLength(1)
  })

  test(`a certificate that nothing trusts -> ${name} refuses it, but not with ignoreHTTPSErrors`, async () => {
    await using stack = new AsyncDisposableStack()
    const baseURL = await startTlsServer(stack)
    await using strict = await create({ baseURL })
    const error = await strict.get('/').catch((refusal: unknown) => refusal)
    const reason = 'apiRequestContext.get: self-signed certificate in certificate chain'
    expect((error as Error).message).toContain(reason)
    if (name === 'session') expect(isNetworkError(error)).toBe(true)
    await using lax = await create({ baseURL, ignoreHTTPSErrors: true })
    await expect(lax.get('/')).resolves.toBeOK()
    expect(await lax.cookies()).toMatchObject([{ name: 'sid', secure: true }])
    await expect(strict.get('/', { ignoreHTTPSErrors: true })).resolves.toBeOK()
  })

  const folder = join(import.meta.dirname, '../support/certificates')
  const given = {
    contents: certificates.client,
    paths: { certPath: join(folder, 'client.pem'), keyPath: join(folder, 'client-key.pem') },
  }
  for (const [form, certificate] of Object.entries(given)) {
    test(`clientCertificates as ${form} -> ${name} shows them to their origin only`, async () => {
      await using stack = new AsyncDisposableStack()
      const [origin, other] = [await startTlsServer(stack), await startTlsServer(stack)]
      await using context = await create({
        clientCertificates: [{ origin, ...certificate }],
        ignoreHTTPSErrors: true,
      })
      expect(await (await context.get(origin)).text()).toBe('from client')
      expect(await (await context.get(other)).text()).toBe('from nobody')
    })
  }

  test(`clientCertificates and a redirect to their origin -> ${name} shows them there`, async () => {
    await using stack = new AsyncDisposableStack()
    const origin = await startTlsServer(stack)
    await using first = await startServer((_seen, response) => {
      response.writeHead(302, { location: origin }).end()
    })
    await using context = await create({
      clientCertificates: [{ origin, ...certificates.client }],
      ignoreHTTPSErrors: true,
    })
    expect(await (await context.get(first.origin)).text()).toBe('from client')
  })
}

/** A server that says whose certificate it was shown. */
function startTlsServer(stack: AsyncDisposableStack): Promise<string> {
  const options: ServerOptions = {
    ...certificates.server,
    ca: certificates.authority,
    requestCert: true,
    rejectUnauthorized: false,
  }
  const server = createTlsServer(options, ({ socket }, response) => {
    const subject = socket instanceof TLSSocket ? socket.getPeerCertificate().subject : undefined
    response.setHeader('set-cookie', 'sid=1; Secure').end(`from ${String(subject?.CN ?? 'nobody')}`)
  })
  return listen(server, 'https', stack)
}

/** A proxy that notes each tunnel it was asked for: the target and the credentials. */
async function startProxy(
  stack: AsyncDisposableStack,
): Promise<{ origin: string; asked: string[] }> {
  const asked: string[] = []
  const proxy = createServer()
  // Playwright opens a tunnel, for plain HTTP too.
  proxy.on('connect', ({ url, headers }, client: Socket) => {
    asked.push([url, headers['proxy-authorization']].filter(Boolean).join(' '))
    const { hostname, port } = new URL(`http://${url}`)
    const upstream = connect(Number(port), hostname, () => {
      client.write('HTTP/1.1 200 OK\r\n\r\n')
      upstream.pipe(client).pipe(upstream)
    })
    // A tunnel is no connection of the server's any more, so that `listen` does not close it.
    stack.defer(() => void client.destroy())
    client.on('close', () => upstream.destroy())
  })
  return { origin: await listen(proxy, 'http', stack), asked }
}

/** The origin of a server on a free port of loopback, closed with `stack`. */
async function listen(
  server: Server & { closeAllConnections(): void },
  scheme: 'http' | 'https',
  stack: AsyncDisposableStack,
): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stack.defer(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `${scheme}://127.0.0.1:${(server.address() as AddressInfo).port}`
}
