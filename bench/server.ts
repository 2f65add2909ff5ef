/** The live service, in a process of its own: it answers everything alike. */
import { randomBytes } from 'node:crypto'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { BODY } from './recordings.ts'

const server = createServer((request, response) => {
  request.resume()
  const bytes = Number(new URL(request.url ?? '/', 'http://any').searchParams.get('bytes'))
  const body = bytes > 0 ? randomBytes(bytes) : Buffer.from(BODY)
  response.writeHead(200, {
    'Content-Type': bytes > 0 ? 'application/octet-stream' : 'application/json',
    'Content-Length': body.length,
    'Cache-Control': 'no-cache',
  })
  response.end(body)
})
server.keepAliveTimeout = 600_000
server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`)
})
