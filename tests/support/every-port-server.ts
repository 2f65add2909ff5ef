import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import {
  createServer as createHttpServer,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http'
import { createSecureServer, type Http2ServerRequest } from 'node:http2'
import { createServer, connect, type AddressInfo, type Socket } from 'node:net'
import { createServer as createHttpsServer } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'

/**
 * One port, on IPv4 and IPv6, that speaks HTTP, HTTPS by a self-signed certificate, HTTP/2 over TLS where the
 * client asks for it, and is a proxy too. What is not TLS and not HTTP is sent back as it came.
 */
const folder = mkdtempSync(join(tmpdir(), 'every-port-'))
const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
execFileSync(
  'openssl',
  ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-days', '2', '-subj', '/CN=localhost'].concat([
    '-keyout',
    key,
    '-out',
    cert,
  ]),
  { stdio: 'ignore' },
)
const tls = { key: readFileSync(key), cert: readFileSync(cert) }
rmSync(folder, { recursive: true })

type Incoming = IncomingMessage | Http2ServerRequest

async function answer(request: Incoming, response: ServerResponse): Promise<void> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  const body = Buffer.concat(chunks)
  // A proxy gets the whole URL (RFC 9112, section 3.2.2), and this one is its own target.
  const { pathname, search } = new URL(request.url ?? '/', 'http://localhost')
  response.sendDate = false
  switch (pathname) {
    case '/redirect':
      response.writeHead(302, { Location: '/end' }).end()
      break
    case '/cookies':
      response.setHeader('Set-Cookie', ['a=1', 'b=2; HttpOnly', 'c=3; Path=/']).end('cookies')
      break
    case '/gzip':
      response.setHeader('Content-Encoding', 'gzip').end(gzipSync('unpacked'))
      break
    case '/upload':
      response.end(`${body.length} ${createHash('sha256').update(body).digest('hex').slice(0, 8)}`)
      break
    case '/never':
      break
    default:
      response.end(`${request.httpVersion} ${pathname}${search}`)
  }
}

const handle = (request: Incoming, response: unknown): void => {
  answer(request, response as ServerResponse).catch(() => request.destroy())
}
const http = createHttpServer(handle)
http.on('connect', (request, client: Socket) => {
  const { hostname, port } = new URL(`http://${request.url}`)
  const upstream = connect(Number(port), hostname, () => {
    client.write('HTTP/1.1 200 OK\r\n\r\n')
    upstream.pipe(client).pipe(upstream)
  })
  upstream.on('error', () => client.destroy())
  client.on('error', () => upstream.destroy())
})
const https = createHttpsServer({ ...tls, ALPNProtocols: ['http/1.1'] }, handle)
const http2 = createSecureServer({ ...tls, allowHTTP1: true }, handle)

const TLS_HANDSHAKE = 22
/** The name of HTTP/2 in the list of protocols that a client offers (RFC 7301). */
const OFFERS_HTTP2 = Buffer.from('\u0002h2')

const server = createServer((socket) => {
  socket.on('error', () => socket.destroy())
  socket.once('data', (start) => {
    socket.pause()
    socket.unshift(start)
    if (start[0] === TLS_HANDSHAKE)
      (start.includes(OFFERS_HTTP2) ? http2 : https).emit('connection', socket)
    else if (/^[A-Z]+ \S+ HTTP\//.test(start.toString('latin1'))) http.emit('connection', socket)
    else socket.pipe(socket)
    process.nextTick(() => socket.resume())
  })
})
server.listen(Number(process.env['PORT']), '::', () => {
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }))
})
