import { request } from '@playwright/test'
import http from 'node:http'
const [variant, client = 'pw', n = '3000'] = process.argv.slice(2)
const body = 'x'.repeat(1000)
let url = process.env.U
if (variant === 'fast') {
  const { SocketInterceptor } = await import('@mswjs/interceptors/net')
  const server = http.createServer((req, res) => {
    req.resume()
    req.on('end', () => {
      res.sendDate = false
      res.writeHead(200, 'OK', [
        'Content-Type',
        'application/json',
        'Content-Length',
        '1000',
        'Cache-Control',
        'no-cache',
        'Etag',
        '"abc"',
        'Connection',
        'keep-alive',
        'Keep-Alive',
        'timeout=60',
        'Date',
        'Thu, 01 Jan 2026 00:00:00 GMT',
      ])
      res.end(body)
    })
  })
  const si = SocketInterceptor.singleton(SocketInterceptor)
  si.apply({})
  const { Duplex } = await import('node:stream')
  si.on('connection', ({ socket, controller }) => {
    controller.claim()
    const d = new Duplex({
      read() {},
      write(chunk, enc, cb) {
        socket.write(chunk, enc)
        cb()
      },
      writev(chunks, cb) {
        for (const c of chunks) socket.write(c.chunk, c.encoding)
        cb()
      },
      final(cb) {
        socket.end()
        cb()
      },
    })
    socket.on('data', (c) => d.push(c))
    socket.on('close', () => d.destroy())
    server.emit('connection', d)
  })
}
if (variant === 'wire' || variant === 'wire-listen') {
  const { HttpRequestInterceptor } = await import('@mswjs/interceptors/http')
  const i = new HttpRequestInterceptor()
  i.apply()
  i.on('request', ({ controller }) =>
    controller.respondWith(
      new Response(body, {
        headers: {
          'Content-Type': 'application/json',
          'Content-Length': '1000',
          'Cache-Control': 'no-cache',
          Etag: '"abc"',
        },
      }),
    ),
  )
  if (variant === 'wire-listen') i.on('response', () => {})
}
const agent = new http.Agent({ keepAlive: true })
const clients = {
  pw: async () => {
    const c = await request.newContext()
    return async () => (await c.get(url)).status()
  },
  http: async () => () =>
    new Promise((ok, no) =>
      http
        .get(url, { agent }, (r) => {
          r.on('data', () => {})
          r.on('end', ok)
        })
        .on('error', no),
    ),
  fetch: async () => async () => (await fetch(url)).text(),
}
const once = await clients[client]()
for (let i = 0; i < 500; i++) await once()
const times = []
for (let k = 0; k < 10; k++) {
  const s = performance.now(),
    c = process.cpuUsage()
  for (let i = 0; i < n / 10; i++) await once()
  const u = process.cpuUsage(c)
  times.push([(performance.now() - s) / (n / 10), (u.user + u.system) / 1000 / (n / 10)])
}
times.sort((a, b) => a[0] - b[0])
console.log(
  variant,
  client,
  'wall min',
  times[0][0].toFixed(3),
  'median',
  times[5][0].toFixed(3),
  'cpu',
  times
    .map((t) => t[1])
    .sort()[3]
    .toFixed(3),
)
process.exit(0)
