import { expect, test } from '@playwright/test'
import { WrittenRequest } from './written-request.ts'

const read = (text: string): WrittenRequest | undefined =>
  WrittenRequest.from(Buffer.from(text, 'latin1'))

const contentOf = async (request: WrittenRequest): Promise<string> =>
  Buffer.from(await request.content()).toString('latin1')

test('a head -> method, target and fields as they stand on the wire', () => {
  const request = read('POST /a%20b?c HTTP/1.1\r\nhOsT: x\r\nX-Two: 1\r\nX-Two: caf\xe9: b\r\n\r\n')
  expect(request).toMatchObject({ method: 'POST', target: '/a%20b?c' })
  expect(request?.headers).toEqual([
    { name: 'hOsT', value: 'x' },
    { name: 'X-Two', value: '1' },
    { name: 'X-Two', value: 'caf\xe9: b' },
  ])
})

test('half a head -> nothing', () => {
  expect(read('GET / HTTP/1.1\r\nHost: x\r\n')).toBeUndefined()
})

test('a length -> the content once that much was written', async () => {
  const request = read('PUT / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab')!
  const piece = Buffer.from('cde')
  request.write(piece)
  // A client may fill its buffer anew.
  piece.fill(0)
  expect(await contentOf(request)).toBe('abcde')
})

test('chunks -> the content without their sizes, once the request has ended', async () => {
  const request = read('POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n')!
  for (const piece of ['a', '\r\n', '0123456789', '\r\n', '2\r\n\r', '\n\r\n', '0\r\n', '\r\n'])
    request.write(Buffer.from(piece))
  request.end()
  expect(await contentOf(request)).toBe('0123456789\r\n')
})

for (const method of ['GET', 'HEAD', 'DELETE']) {
  test(`${method} without a length -> no content`, async () => {
    expect(await contentOf(read(`${method} / HTTP/1.1\r\nHost: x\r\n\r\n`)!)).toBe('')
  })
}

test('a client that ends too early -> an error', async () => {
  const request = read('PUT / HTTP/1.1\r\nContent-Length: 5\r\n\r\nab')!
  request.breakOff()
  await expect(request.content()).rejects.toThrow('did not send all')
})
