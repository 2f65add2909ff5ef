import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { gzipSync } from 'node:zlib'

/** A small site with a bit of everything that a page loads. `node tests/support/site.ts` serves it. */

type Handle = (request: IncomingMessage, response: ServerResponse, body: string) => void

const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const HOME = `<!doctype html><title>Shop</title>
<link rel="stylesheet" href="/style.css">
<h1>Shop</h1><p id="fetched"></p><p id="posted"></p>
<img src="/pixel.png" alt="">
<form action="/login" method="post"><input name="user" value="ada"><button>Sign in</button></form>
<form action="/upload" method="post" enctype="multipart/form-data"><input type="file" name="file"><button>Upload</button></form>
<a id="popup" href="/popup" target="_blank">popup</a> <a id="export" href="/export">export</a>
<iframe src="/frame" name="inner"></iframe>
<script src="/app.js"></script>`

const APP = `
document.fonts.load('12px Shop').catch(() => {})
fetch('/api/items').then((r) => r.json()).then((items) => { fetched.textContent = items.join(', ') })
const xhr = new XMLHttpRequest()
xhr.onload = () => { posted.textContent = xhr.responseText }
xhr.open('POST', '/api/echo')
xhr.setRequestHeader('content-type', 'application/json')
xhr.send(JSON.stringify({ a: 1 }))
navigator.serviceWorker?.register('/worker.js').catch(() => {})
`

function send(response: ServerResponse, type: string, body: string | Buffer, status = 200): void {
  response.writeHead(status, { 'Content-Type': type }).end(body)
}

const html =
  (body: string, status = 200): Handle =>
  (_request, response) =>
    send(response, 'text/html', body, status)

function redirect(to: string, status: number, setCookie: string[] = []): Handle {
  return (_request, response) =>
    response.writeHead(status, { Location: to, 'Set-Cookie': setCookie }).end()
}

let polls = 0

const routes: Readonly<Record<string, Handle>> = {
  'GET /': html(HOME),
  'GET /style.css': (_request, response) =>
    send(
      response,
      'text/css',
      '@font-face { font-family: Shop; src: url(/shop.woff2) } h1 { color: rgb(1, 2, 3) }',
    ),
  'GET /app.js': (_request, response) =>
    response
      .writeHead(200, { 'Content-Type': 'text/javascript', 'Content-Encoding': 'gzip' })
      .end(gzipSync(APP)),
  'GET /shop.woff2': (_request, response) =>
    send(response, 'font/woff2', Buffer.from([1, 2, 3, 0])),
  'GET /pixel.png': (_request, response) => send(response, 'image/png', PIXEL),
  'GET /frame': html('<p>in a frame</p>'),
  'GET /popup': redirect('/popup/two', 302, ['popup=1; Path=/']),
  'GET /popup/two': html('<title>Popup</title><p>popped up</p>'),
  'GET /worker.js': (_request, response) =>
    send(response, 'text/javascript', 'self.onfetch = () => {}'),
  'GET /api/items': (_request, response) => send(response, 'application/json', '["tea","milk"]'),
  'POST /api/echo': (_request, response, body) => send(response, 'text/plain', `echo ${body}`),
  'POST /login': redirect('/welcome', 303, [
    'sid=s3ss10n; Path=/; HttpOnly',
    'theme=dark; Path=/; Max-Age=3600',
  ]),
  'GET /welcome': redirect('/account', 302, ['visited=1; Path=/']),
  'GET /account': (request, response) =>
    send(
      response,
      'text/html',
      `<title>Account</title><p id="cookie">${request.headers.cookie ?? ''}</p>`,
    ),
  'POST /upload': (_request, response, body) =>
    send(
      response,
      'text/html',
      `<p>${/name="file"; filename="([^"]*)"/.exec(body)?.[1]}: ${body.includes('CONTENT')}</p>`,
    ),
  'GET /export': redirect('/export/file', 302),
  'GET /export/file': (_request, response) =>
    response
      .writeHead(200, {
        'Content-Type': 'text/csv',
        'Content-Disposition': 'attachment; filename="items.csv"',
      })
      .end('tea,4.5\n'),
  'GET /poll': (_request, response) =>
    send(response, 'application/json', JSON.stringify({ done: ++polls % 3 === 0 })),
  'GET /refused-cookie': (_request, response) =>
    response
      .writeHead(200, {
        'Set-Cookie': ['odd=1; SameSite=None', 'even=2'],
        'Content-Type': 'text/html',
      })
      .end('<p>cookies</p>'),
  // The names alone: values are redacted.
  'GET /cookies': (request, response) =>
    send(response, 'text/plain', request.headers.cookie?.replace(/=[^;]*;?/g, '') ?? 'none'),
  'PUT /cors': (request, response, body) =>
    response
      .writeHead(200, { 'Access-Control-Allow-Origin': request.headers.origin ?? '*' })
      .end(`cors ${body}`),
  'GET /loop': redirect('/loop', 302),
  'POST /keep': redirect('/kept', 307),
  'POST /kept': (_request, response, body) => send(response, 'text/html', `<p>kept ${body}</p>`),
  'GET /analytics.js': (_request, response) =>
    send(response, 'text/javascript', 'window.tracked = true'),
}

const server = createServer((request, response) => {
  void text(request).then((body) => {
    const path = new URL(request.url ?? '/', 'http://site').pathname
    const handle = routes[`${request.method} ${path}`]
    if (handle) handle(request, response, body)
    else send(response, 'text/plain', 'not found', 404)
  })
})

// A WebSocket that says hello (RFC 6455, section 4.2.2).
server.on('upgrade', (request, socket) => {
  const accept = createHash('sha1')
    .update(`${request.headers['sec-websocket-key']}258EAFA5-E914-47DA-95CA-C5AB0DC85B11`)
    .digest('base64')
  socket.write(
    `HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: ${accept}\r\n\r\n`,
  )
  socket.write(Buffer.from([0x81, 5, ...Buffer.from('hello')]))
})

server.listen(Number(process.env['PORT']), '127.0.0.1', () => {
  const { port } = server.address() as AddressInfo
  console.log(JSON.stringify({ port }))
})
