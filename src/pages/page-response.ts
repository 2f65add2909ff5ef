import { buffer } from 'node:stream/consumers'
import type { Answer } from '../engines/engine.ts'
import { sameName, withoutFields, type HeaderField } from '../interaction/header-fields.ts'

/** A response as it is handed to a browser: its content whole, and no content coding on it. */
export interface PageResponse {
  readonly status: number
  readonly headers: readonly HeaderField[]
  readonly body: Buffer
}

/** @throws where the body breaks off, as it did when it was recorded. */
export async function pageResponse(
  answer: Extract<Answer, { kind: 'respond' }>,
): Promise<PageResponse> {
  const { status, headers } = answer.head
  const body =
    answer.body instanceof Uint8Array ? Buffer.from(answer.body) : await buffer(answer.body)
  // The browser takes what it is given for what has come off the wire, its codings undone.
  return {
    status,
    headers: withoutFields(headers, 'content-encoding', 'transfer-encoding'),
    body,
  }
}

/**
 * Header fields as `route.fulfill` takes them. Fields of one name are joined by a comma (RFC 9110, section
 * 5.2), but Set-Cookie fields by a line break, at which Playwright parts them again.
 */
export function headersObject(fields: readonly HeaderField[]): Record<string, string> {
  const joined: Record<string, string> = {}
  for (const { name, value } of fields) {
    const key = name.toLowerCase()
    const before = joined[key]
    const separator = sameName(name, 'set-cookie') ? '\n' : ', '
    joined[key] = before === undefined ? value : before + separator + value
  }
  return joined
}

/** Why a browser says that a request failed: `Network.ErrorReason` of the DevTools protocol. */
export type ErrorReason =
  | 'AddressUnreachable'
  | 'ConnectionAborted'
  | 'ConnectionRefused'
  | 'ConnectionReset'
  | 'Failed'
  | 'NameNotResolved'
  | 'TimedOut'

const REASONS: Readonly<Record<string, ErrorReason>> = {
  EAI_AGAIN: 'NameNotResolved',
  ECONNABORTED: 'ConnectionAborted',
  ECONNREFUSED: 'ConnectionRefused',
  ECONNRESET: 'ConnectionReset',
  EHOSTUNREACH: 'AddressUnreachable',
  ENETUNREACH: 'AddressUnreachable',
  ENOTFOUND: 'NameNotResolved',
  EPIPE: 'ConnectionReset',
  ETIMEDOUT: 'TimedOut',
}

/** The browser's word for a system error. */
export function errorReason({ code = '' }: NodeJS.ErrnoException): ErrorReason {
  return REASONS[code] ?? 'Failed'
}
