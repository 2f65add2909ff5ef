import { createServer, type AddressInfo } from 'node:net'

const EVENTS =
  'HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\n\r\ndata: one\n\ndata: two\n\n'

/** Breaks each connection in its own way, by path. */
const server = createServer((socket) => {
  socket.on('error', () => {})
  socket.once('data', (chunk) => {
    const path = chunk.toString('latin1').split(' ')[1]
    const head =
      'HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\nContent-Length: 50\r\n\r\nhalf of it'
    if (path === '/reset') socket.resetAndDestroy()
    else if (path === '/close') socket.end()
    else if (path === '/reset-in-body')
      socket.write(head, () => setTimeout(() => socket.resetAndDestroy(), 100))
    else if (path === '/close-in-body') socket.end(head)
    // Two events, and the connection stays open.
    else if (path === '/events') socket.write(EVENTS)
    // `/hang`, and a TLS handshake gets an answer that is none.
    else if (path !== '/hang') socket.end('HTTP/1.1 400 Bad Request\r\n\r\n')
  })
})

server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`)
})
