import { createHash } from 'node:crypto'
import { once } from 'node:events'
import { createServer } from 'node:http'
import { connect as connectHttp2 } from 'node:http2'
import { connect, type AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { expect, test } from 'replaywright'

const { port } = new URL(process.env['API_URL']!)

test('HTTP/2', async ({ cassette }) => {
  const session = connectHttp2(`https://localhost:${port}`)
  const stream = session.request({ ':path': '/two' })
  expect(await text(stream)).toBe('2.0 /two')
  session.close()
  expect(cassette.interactions).toEqual([])
})

test('a raw socket', async ({ cassette }) => {
  const socket = connect({ port: Number(port), host: '127.0.0.1' })
  socket.write('hello, no HTTP')
  const [echo] = (await once(socket, 'data')) as [Buffer]
  expect(echo.toString()).toBe('hello, no HTTP')
  socket.destroy()
  expect(cassette.interactions).toEqual([])
})

/** RFC 6455, section 1.3. */
const GUID = '258EAFA5-E914-47DA-95CA-C5AB0DC85B11'

test('a WebSocket, live', async ({ cassette }) => {
  test.skip(!!process.env['CI'], 'on replay it is a miss')
  const server = createServer().on('upgrade', ({ headers }, socket) => {
    const accept = createHash('sha1').update(`${headers['sec-websocket-key']}${GUID}`)
    socket.write(
      'HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\n' +
        `Sec-WebSocket-Accept: ${accept.digest('base64')}\r\n\r\n`,
    )
    socket.write(Buffer.from([0x81, 2, ...Buffer.from('hi')]))
  })
  await once(server.listen(0, '127.0.0.1'), 'listening')
  const client = new WebSocket(`ws://127.0.0.1:${(server.address() as AddressInfo).port}`)
  const [message] = (await once(client, 'message')) as [MessageEvent]
  expect(message.data).toBe('hi')
  client.close()
  server.closeAllConnections()
  server.close()
  expect(cassette.interactions).toEqual([])
})
