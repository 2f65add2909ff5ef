import { createServer, type AddressInfo, type Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import {
  brotliCompressSync,
  deflateRawSync,
  deflateSync,
  gzipSync,
  zstdCompressSync,
} from 'node:zlib'

/**
 * A server that writes its responses byte by byte as they stand here, so that no HTTP library makes them tidy.
 * Each path is one case. Every connection is closed after its response.
 */
const TEXT = Buffer.from('Grüße, 世界! '.repeat(40))
const EVERY_BYTE = Buffer.from(Array.from({ length: 256 }, (_, index) => index))
const MANY = Buffer.alloc(50 * 1024 * 1024, EVERY_BYTE)

/** A message of `head` lines, and a body as it goes over the wire. Latin-1: one character a byte. */
function message(head: readonly string[], body: Uint8Array | string = ''): Buffer {
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`, 'latin1'), Buffer.from(body)])
}

function ok(body: Uint8Array | string, ...fields: string[]): Buffer {
  const length = `Content-Length: ${Buffer.byteLength(body)}`
  return message(['HTTP/1.1 200 OK', 'Connection: close', length, ...fields], body)
}

function coded(body: Uint8Array, coding: string): Buffer {
  return ok(body, 'Content-Type: text/plain; charset=utf-8', `Content-Encoding: ${coding}`)
}

const CLOSE = 'Connection: close'

const CASES: Readonly<Record<string, () => Buffer>> = {
  '/plain': () => ok(TEXT, 'Content-Type: text/plain; charset=utf-8'),
  '/empty': () => ok('', 'Content-Type: text/plain'),
  '/204': () => message(['HTTP/1.1 204 No Content', CLOSE, 'X-A: 1']),
  '/304': () => message(['HTTP/1.1 304 Not Modified', CLOSE, 'ETag: "a"', 'Content-Length: 10']),
  '/205': () => message(['HTTP/1.1 205 Reset Content', CLOSE, 'Content-Length: 0']),
  '/many': () => ok(MANY, 'Content-Type: application/octet-stream'),
  '/binary': () => ok(EVERY_BYTE, 'Content-Type: application/octet-stream'),
  '/invalid-utf8': () =>
    ok(Buffer.from([0x61, 0xff, 0xc3, 0x28, 0x62]), 'Content-Type: text/plain; charset=utf-8'),
  '/bom': () => ok(Buffer.from([0xef, 0xbb, 0xbf, 0x61]), 'Content-Type: text/plain'),
  '/utf16': () => ok(Buffer.from('Grüße', 'utf16le'), 'Content-Type: text/plain; charset=utf-16le'),
  '/gzip': () => coded(gzipSync(TEXT), 'gzip'),
  '/x-gzip': () => coded(gzipSync(TEXT), 'x-gzip'),
  '/deflate': () => coded(deflateSync(TEXT), 'deflate'),
  '/deflate-raw': () => coded(deflateRawSync(TEXT), 'deflate'),
  '/br': () => coded(brotliCompressSync(TEXT), 'br'),
  '/zstd': () => coded(zstdCompressSync(TEXT), 'zstd'),
  '/stacked': () => coded(gzipSync(brotliCompressSync(TEXT)), 'br, gzip'),
  '/unknown-coding': () => coded(TEXT, 'made-up'),
  '/broken-gzip': () => coded(TEXT, 'gzip'),
  '/no-length': () => message(['HTTP/1.1 200 OK', CLOSE, 'Content-Type: text/plain'], TEXT),
  '/length-too-small': () =>
    message(['HTTP/1.1 200 OK', 'Content-Type: text/plain', 'Content-Length: 5'], 'hello!'),
  '/length-too-large': () =>
    message(['HTTP/1.1 200 OK', 'Content-Type: text/plain', 'Content-Length: 50'], 'hello'),
  '/cut-off': () =>
    message(['HTTP/1.1 200 OK', 'Transfer-Encoding: chunked'], '5\r\nhello\r\n6\r\n wo'),
  '/trailers': () =>
    message(
      ['HTTP/1.1 200 OK', CLOSE, 'Transfer-Encoding: chunked', 'Trailer: X-Sum'],
      '5\r\nhello\r\n6\r\n world\r\n0\r\nX-Sum: 42\r\n\r\n',
    ),
  '/early-hints': () =>
    Buffer.concat([
      message(['HTTP/1.1 103 Early Hints', 'Link: </a.css>; rel=preload']),
      ok('hinted', 'Content-Type: text/plain'),
    ]),
  '/header-bytes': () => ok('x', 'X-Name: Gr\xfc\xdfe', 'X-Utf8: Gr\xc3\xbc', 'X-Empty:'),
  '/repeated': () =>
    ok(
      'x',
      'Set-Cookie: a=1; Path=/',
      'set-cookie: b=2',
      'X-One: 1',
      'x-ONE: 2',
      'Vary: a',
      'VARY: b',
    ),
  '/status-custom': () => message(['HTTP/1.1 299 Very Fine Indeed', CLOSE, 'Content-Length: 0']),
  '/status-empty': () => message(['HTTP/1.1 200 ', CLOSE, 'Content-Length: 0']),
  '/status-other': () => message(['HTTP/1.1 404 Nope', CLOSE, 'Content-Length: 4'], 'nope'),
  '/status-599': () => message(['HTTP/1.1 599 Odd', CLOSE, 'Content-Length: 0']),
}

async function stream(socket: Socket): Promise<void> {
  socket.write(message(['HTTP/1.1 200 OK', CLOSE, 'Content-Type: text/event-stream']))
  for (const event of ['one', 'two', 'three']) {
    await sleep(150)
    socket.write(`data: ${event}\n\n`)
  }
  socket.end()
}

const server = createServer((socket) => {
  socket.on('error', () => {})
  let head = ''
  socket.on('data', function onData(chunk: Buffer) {
    head += chunk.toString('latin1')
    if (!head.includes('\r\n\r\n')) return
    socket.off('data', onData)
    const [method, path = ''] = head.split(' ')
    if (path === '/events') return void stream(socket)
    const response = CASES[path]?.() ?? message(['HTTP/1.1 404 Not Found', CLOSE])
    // The last one: an informational response comes before the final one.
    const end = response.indexOf('\r\n\r\n', response.lastIndexOf('HTTP/1.1')) + 4
    socket.end(method === 'HEAD' ? response.subarray(0, end) : response)
  })
})

server.listen(Number(process.env['PORT'] ?? 0), '127.0.0.1', () => {
  process.stdout.write(`${JSON.stringify({ port: (server.address() as AddressInfo).port })}\n`)
})
