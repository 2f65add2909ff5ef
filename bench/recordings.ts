/** What an API answers, of a usual size: 1 kB of JSON. */
export const BODY: string = JSON.stringify({
  items: Array.from({ length: 12 }, (_none, id) => ({
    id,
    name: `article ${id}`,
    price: 9.5,
    tags: ['a', 'b'],
  })),
})

const RECORDED_AT = Date.UTC(2026, 0)
const field = (name: string, value: string): object => ({ name, value })

/** A cassette of one GET for each URL. */
export function harOf(urls: readonly string[], body: string = BODY): string {
  const entries = urls.map((url, index) => ({
    startedDateTime: new Date(RECORDED_AT + index).toISOString(),
    time: 1.5,
    request: {
      method: 'GET',
      url,
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [
        field('Accept', '*/*'),
        field('Accept-Encoding', 'gzip,deflate,br'),
        field('Connection', 'keep-alive'),
      ],
      queryString: [],
      headersSize: -1,
      bodySize: 0,
    },
    response: {
      status: 200,
      statusText: 'OK',
      httpVersion: 'HTTP/1.1',
      cookies: [],
      headers: [
        field('Content-Type', 'application/json'),
        field('Cache-Control', 'no-cache'),
        field('Date', new Date(RECORDED_AT).toUTCString()),
        field('Content-Length', String(Buffer.byteLength(body))),
        field('Connection', 'keep-alive'),
      ],
      content: { size: Buffer.byteLength(body), mimeType: 'application/json', text: body },
      redirectURL: '',
      headersSize: -1,
      bodySize: -1,
    },
    cache: {},
    timings: { send: 0, wait: 1, receive: 0.5 },
  }))
  const creator = { name: 'replaywright', version: '0.1.0' }
  return `${JSON.stringify({ log: { version: '1.2', creator, entries } }, undefined, 2)}\n`
}

/** The same as nock.back keeps it. */
export function nockOf(urls: readonly string[], body: string = BODY): string {
  const definitions = urls.map((url) => {
    const { origin, pathname, search } = new URL(url)
    return {
      scope: origin,
      method: 'GET',
      path: pathname + search,
      body: '',
      status: 200,
      response: JSON.parse(body) as unknown,
      rawHeaders: {
        'content-type': 'application/json',
        'cache-control': 'no-cache',
        'content-length': String(Buffer.byteLength(body)),
        connection: 'keep-alive',
      },
      responseIsBinary: false,
    }
  })
  return JSON.stringify(definitions, undefined, 4)
}
