import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { createServer as createTlsServer } from 'node:https'
import { connect, type AddressInfo, type Server, type Socket } from 'node:net'
import { expect, request, test, type APIRequestContext } from '@playwright/test'
import { isNetworkError } from '../../src/errors/network-error.ts'
import { Session, type SessionOptions } from '../../src/session/session.ts'
import { startServer } from '../support/server.ts'

const creators = [
  {
    name: 'request',
    create: (o: SessionOptions): Promise<APIRequestContext> => request.newContext(o),
  },
  { name: 'session', create: (o: SessionOptions): Promise<APIRequestContext> => Session.create(o) },
]

for (const { name, create } of creators) {
  test(`proxy with credentials -> ${name} goes through it`, async () => {
    await using target = await startServer((_seen, response) => {
      response.end('target')
    })
    const asked: (string | undefined)[] = []
    const proxy = createServer()
    // Playwright opens a tunnel, for plain HTTP too.
    proxy.on('connect', (incoming, client: Socket) => {
      asked.push(incoming.headers['proxy-authorization'])
      const { hostname, port } = new URL(`http://${incoming.url}`)
      const upstream = connect(Number(port), hostname, () => {
        client.write('HTTP/1.1 200 OK\r\n\r\n')
        upstream.pipe(client).pipe(upstream)
      })
    })
    await using stack = new AsyncDisposableStack()
    const server = await listen(proxy, stack)
    await using context = await create({ proxy: { server, username: 'ada', password: 'pw' } })
    expect(await (await context.get(`${target.origin}/a`)).text()).toBe('target')
    expect(asked).toEqual([`Basic ${btoa('ada:pw')}`])
  })

  test(`a self-signed certificate -> ${name} refuses it, but not with ignoreHTTPSErrors`, async () => {
    const [key, cert] = [test.info().outputPath('key.pem'), test.info().outputPath('cert.pem')]
    execFileSync(
      'openssl',
      [
        'req',
        '-x509',
        '-newkey',
        'rsa:2048',
        '-nodes',
        '-days',
        '1',
        '-subj',
        '/CN=localhost',
      ].concat(['-keyout', key, '-out', cert]),
      { stdio: 'ignore' },
    )
    const tls = createTlsServer({ key: readFileSync(key), cert: readFileSync(cert) }, (_in, out) =>
      out.setHeader('set-cookie', 'sid=1; Secure').end('secret'),
    )
    await using stack = new AsyncDisposableStack()
    const origin = (await listen(tls, stack)).replace('http:', 'https:')
    await using strict = await create({ baseURL: origin })
    const error = await strict.get('/').catch((refusal: unknown) => refusal)
    expect((error as Error).message).toContain('apiRequestContext.get: self-signed certificate')
    if (name === 'session') expect(isNetworkError(error)).toBe(true)
    await using lax = await create({ baseURL: origin, ignoreHTTPSErrors: true })
    expect(await (await lax.get('/')).text()).toBe('secret')
    expect(await lax.cookies()).toMatchObject([{ name: 'sid', secure: true }])
    await expect(strict.get('/', { ignoreHTTPSErrors: true })).resolves.toBeOK()
  })
}

/** The origin of a server on a free port of loopback, closed with `stack`. */
async function listen(
  server: Server & { closeAllConnections(): void },
  stack: AsyncDisposableStack,
): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  stack.defer(async () => {
    server.closeAllConnections()
    await new Promise((resolve) => server.close(resolve))
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}
