import type { HeaderField } from '../../src/interaction/header-fields.ts'
import type { Interaction } from '../../src/interaction/interaction.ts'

/** 2026-01-02T03:04:05.678Z */
export const RECORDED_AT = 1_767_323_045_678

/** One interaction whose response has `body` and whose request has `sent`. */
export function interaction(
  body: string | Uint8Array,
  options: {
    type?: string
    sent?: string | Uint8Array
    sentType?: string
    headers?: HeaderField[]
  } = {},
): Interaction {
  const { type = 'text/plain', sent = '', sentType, headers = [] } = options
  return {
    startedAt: RECORDED_AT,
    time: 12.5,
    wait: 10,
    request: {
      method: sent.length > 0 ? 'POST' : 'GET',
      url: 'http://127.0.0.1/a?b=1&b=2',
      httpVersion: 'HTTP/1.1',
      headers: [
        { name: 'Cookie', value: 'sid=1; theme=dark' },
        ...(sentType === undefined ? [] : [{ name: 'Content-Type', value: sentType }]),
      ],
      body: Buffer.from(sent),
    },
    response: {
      status: 200,
      statusText: 'Fine',
      httpVersion: 'HTTP/1.1',
      headers: [{ name: 'content-TYPE', value: type }, ...headers],
      body: Buffer.from(body),
    },
  }
}

/** `bytes` bytes, the same ones for the same seed, with every byte value among them. */
export function binary(bytes: number, seed: number): Uint8Array {
  return Uint8Array.from({ length: bytes }, (_, index) => (index * 31 + seed * 7) & 0xff)
}
