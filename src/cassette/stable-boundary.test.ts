import { expect, test } from '@playwright/test'
import type { RecordedRequest } from '../interaction/interaction.ts'
import { multipartParts } from '../matching/multipart.ts'
import { withStableBoundary } from './stable-boundary.ts'

function upload(boundary: string, file: string, type = 'multipart/form-data'): RecordedRequest {
  const part = `Content-Disposition: form-data; name="f"; filename="a"\r\n\r\n${file}\r\n`
  return {
    method: 'POST',
    url: 'http://a.test/',
    httpVersion: 'HTTP/1.1',
    headers: [{ name: 'Content-TYPE', value: `${type}; boundary=${boundary}` }],
    body: Buffer.from(`--${boundary}\r\n${part}--${boundary}--\r\n`, 'latin1'),
  }
}

const [ONE, TWO] = [
  '----WebKitFormBoundaryAbCdEfGhIjKlMnOp',
  '----WebKitFormBoundary0123456789abcdef',
]
const BYTES = '\x00\xff\r\n--\xfe'

test('the same upload with two random boundaries -> the same bytes and fields', () => {
  const [one, two] = [ONE, TWO].map((boundary) => withStableBoundary(upload(boundary, BYTES)))
  expect(one).toEqual(two)
  expect(one!.body).toHaveLength(upload(ONE, BYTES).body.length)
  expect(Buffer.from(one!.body).includes(ONE)).toBe(false)
  const [part] = multipartParts(one!.body, one!.headers[0]!.value)!
  expect(Buffer.from(part!.body).toString('latin1')).toBe(BYTES)
})

test('another file -> another boundary', () => {
  const [one, two] = ['a', 'b'].map(
    (file) => withStableBoundary(upload(ONE, file)).headers[0]!.value,
  )
  expect(one).not.toBe(two)
})

const left: [name: string, RecordedRequest][] = [
  ['a boundary chosen by hand', upload('frontier', 'a')],
  ['another media type', upload(ONE, 'a', 'text/plain')],
  [
    'no boundary',
    { ...upload(ONE, 'a'), headers: [{ name: 'Content-Type', value: 'multipart/x' }] },
  ],
  [
    'a coded body',
    {
      ...upload(ONE, 'a'),
      headers: [...upload(ONE, 'a').headers, { name: 'Content-Encoding', value: 'gzip' }],
    },
  ],
]

for (const [name, request] of left) {
  test(`${name} -> untouched`, () => expect(withStableBoundary(request)).toBe(request))
}
