import { randomUUID } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'

/**
 * A small API whose version is `API_VERSION`: 1 (the default), or 2, in which it has drifted. Dates, request
 * ids and cookie values are new in every response of both.
 */
const drifted = process.env['API_VERSION'] === '2'
let requests = 0

const server = createServer((request, response) => {
  requests++
  const path = new URL(request.url ?? '', 'http://a.test').pathname
  response.setHeader('X-Request-Id', `${process.pid}-${requests}`)
  response.setHeader('ETag', `"${process.pid}-${requests}"`)
  if (path === '/login') {
    const expires = new Date(Date.now() + 3_600_000).toUTCString()
    const attributes = drifted ? 'Path=/; Secure' : 'Path=/; HttpOnly'
    response.setHeader('Set-Cookie', [
      `sid=${randomUUID()}; HttpOnly`,
      `theme=dark; ${attributes}`,
      `seen=yes; Path=/; Expires=${expires}`,
    ])
    response.writeHead(drifted ? 201 : 204).end()
    return
  }
  if (path === '/orders') {
    response.setHeader('Content-Type', drifted ? 'application/vnd.shop+json' : 'application/json')
    if (drifted) response.setHeader('Deprecation', 'true')
    response.end(
      JSON.stringify({
        at: new Date().toISOString(),
        csrfToken: randomUUID(),
        requestId: `${process.pid}-${requests}`,
        items: [{ price: drifted ? '4.5' : 4.5 }, ...(drifted ? [{ price: '1', new: null }] : [])],
      }),
    )
    return
  }
  response.writeHead(404).end()
})

server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`)
})
