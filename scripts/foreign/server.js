import { createServer } from 'node:http'
import { gzipSync } from 'node:zlib'

async function answer(request, response) {
  const chunks = []
  for await (const chunk of request) chunks.push(chunk)
  const body = Buffer.concat(chunks).toString()
  switch (`${request.method} ${request.url}`) {
    case 'POST /login':
      response.writeHead(
        303,
        [
          ['Location', '/welcome'],
          ['Set-Cookie', 'theme=dark; Expires=Wed, 01 Jan 2070 00:00:00 GMT; Path=/'],
          ['Set-Cookie', 'lang=en; Path=/'],
        ].flat(),
      )
      return response.end()
    case 'GET /welcome':
      response.setHeader('Content-Type', 'text/html; charset=utf-8')
      return response.end('<h1>Welcome, Zoë</h1>')
    case 'GET /orders?page=1&sort=price':
      response.setHeader('Content-Type', 'application/json')
      response.setHeader('Content-Encoding', 'gzip')
      return response.end(gzipSync(JSON.stringify({ orders: [{ id: 1, item: 'tea' }] })))
    case 'GET /picture':
      response.setHeader('Content-Type', 'image/png')
      return response.end(Buffer.from('89504e470d0a1a0a00ff80', 'hex'))
    case 'POST /notes':
      response.writeHead(201, { 'Content-Type': 'application/json' })
      return response.end(JSON.stringify({ saved: JSON.parse(body) }))
    default:
      response.writeHead(404, 'Not Here', { 'Content-Type': 'text/plain' })
      return response.end('no such page')
  }
}

/** What each tool records: JSON, gzip, bytes that are no text, several Set-Cookie fields, a form, an error. */
export function startServer() {
  const server = createServer((request, response) => void answer(request, response))
  return new Promise((resolve) => {
    // A fixed port, so that recording again gives the same file.
    server.listen(47_300, '127.0.0.1', () =>
      resolve({ origin: 'http://127.0.0.1:47300', close: () => server.close() }),
    )
  })
}

const form = { method: 'POST', headers: { 'Content-Type': 'application/x-www-form-urlencoded' } }

/** The requests, as arguments of `send(url, options)`. */
export const requests = (origin) => [
  [`${origin}/login`, { ...form, body: 'user=ada&remember=on' }],
  [`${origin}/welcome`, { headers: { Cookie: 'theme=dark; lang=en' } }],
  [`${origin}/orders?page=1&sort=price`, {}],
  [`${origin}/picture`, {}],
  [
    `${origin}/notes`,
    { method: 'POST', headers: { 'Content-Type': 'application/json' }, body: '{"text":"naïve"}' },
  ],
  [`${origin}/nowhere`, {}],
]
