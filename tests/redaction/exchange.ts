import type { Interaction } from '../../src/interaction/interaction.ts'

/** One side of an exchange: header fields as `Name: value`, and a body. */
export interface Side {
  readonly headers?: readonly string[]
  readonly body?: string | Uint8Array
}

/** An interaction in few words, for example `exchange('POST /login', { body: 'a=1' }, { headers: ['Set-Cookie: sid=1'] })`. */
export function exchange(line: string, request: Side = {}, response: Side = {}): Interaction {
  const [method = '', target = ''] = line.split(' ')
  return {
    startedAt: 0,
    time: 2,
    wait: 1,
    request: {
      method,
      url: new URL(target, 'https://shop.test').href,
      httpVersion: 'HTTP/1.1',
      ...message(request),
    },
    response: { status: 200, statusText: 'OK', httpVersion: 'HTTP/1.1', ...message(response) },
  }
}

function message({
  headers = [],
  body = '',
}: Side): Pick<Interaction['request'], 'headers' | 'body'> {
  return {
    headers: headers.map((field) => {
      const at = field.indexOf(': ')
      return { name: field.slice(0, at), value: field.slice(at + 2) }
    }),
    body: Buffer.from(body),
  }
}

/** All that a file would hold of an interaction, as text. */
export function textOf({ request, response, failure }: Interaction): string {
  const text = (body: Uint8Array = new Uint8Array()): string => Buffer.from(body).toString()
  return JSON.stringify({
    ...request,
    body: text(request.body),
    response: { ...response, body: text(response?.body) },
    failure,
  })
}
