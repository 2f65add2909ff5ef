import { once } from 'node:events'
import { connect as connectHttp2 } from 'node:http2'
import { connect } from 'node:net'
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
