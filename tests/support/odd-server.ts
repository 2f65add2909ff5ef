import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { brotliCompressSync, gzipSync } from 'node:zlib'

/** Everything that a response can be and that engines differ in. The same request gets the same bytes. */
const ANSWERS: Record<string, (request: IncomingMessage, response: ServerResponse) => unknown> = {
  '/fields': (_request, response) => {
    const cookies = ['a=1; Path=/', 'b=2; Path=/; HttpOnly', 'c=3; Max-Age=60']
    const fields = cookies.flatMap((cookie) => ['Set-Cookie', cookie])
    fields.push('X-Twice', 'one', 'x-twice', 'two', 'X-UPPER', 'Ä'.normalize())
    response.writeHead(217, 'Fine By Me', [...fields, 'Content-Length', '2']).end('ok')
  },
  '/gzip': (_request, response) => {
    response.setHeader('Content-Encoding', 'gzip').end(gzipSync('{"coded":"gzip"}'))
  },
  '/brotli': (_request, response) => {
    response.setHeader('Content-Encoding', 'br').end(brotliCompressSync('{"coded":"br"}'))
  },
  '/unknown-coding': (_request, response) => {
    response.setHeader('Content-Encoding', 'x-odd').end('as it is')
  },
  '/binary': (_request, response) => {
    response.setHeader('Content-Type', 'image/png').end(Buffer.from([0, 255, 128, 10, 13, 200]))
  },
  '/no-content': (_request, response) => response.writeHead(204).end(),
  '/not-modified': (_request, response) => response.writeHead(304, { ETag: '"1"' }).end(),
  '/head': (_request, response) => response.setHeader('Content-Length', '1234').end(),
  '/redirect': (_request, response) => {
    const fields = ['Location', '/end', 'Set-Cookie', 'r=1', 'Set-Cookie', 'r2=2']
    response.writeHead(302, 'Found', fields).end()
  },
  '/end': (_request, response) => response.end('the end'),
  '/echo': async (request, response) => {
    // Of a request that breaks off there is no end.
    const body = await text(request).catch(() => '')
    response.end(
      JSON.stringify({ method: request.method, length: body.length, body: body.slice(0, 40) }),
    )
  },
  '/stream': (_request, response) => {
    response.writeHead(200, { 'Content-Type': 'text/event-stream' })
    let n = 0
    const timer = setInterval(() => {
      response.write(`data: ${n}\n\n`)
      if (++n < 3) return
      clearInterval(timer)
      response.end()
    }, 120)
  },
  '/until-close': (request, response) => {
    response.sendDate = false
    request.socket.end('HTTP/1.0 200 OK\r\nContent-Type: text/plain\r\n\r\nuntil the close')
  },
  '/early-hints': (_request, response) => {
    response.writeEarlyHints({ link: '</style.css>; rel=preload' })
    response.end('hinted')
  },
  '/broken': (_request, response) => {
    response.writeHead(200, { 'Content-Length': '100' })
    response.write('half')
    setTimeout(() => response.destroy(), 50)
  },
  '/hang-up': (request) => request.socket.destroy(),
  '/never': () => {},
  '/server-error': (_request, response) => response.writeHead(503, 'Busy').end('later'),
}

/** On loopback, at `PORT`; prints which. */
const server = createServer((request, response) => {
  response.sendDate = false
  const { pathname } = new URL(request.url ?? '/', 'http://localhost')
  void (ANSWERS[pathname] ?? ANSWERS['/echo'])!(request, response)
})
server.listen(Number(process.env['PORT']), '127.0.0.1', () => {
  console.log(JSON.stringify({ port: (server.address() as AddressInfo).port }))
})
