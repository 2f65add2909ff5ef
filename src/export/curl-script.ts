import type { HeaderField } from '../interaction/header-fields.ts'
import type { Interaction, RecordedRequest } from '../interaction/interaction.ts'

/** Fields that curl makes of the request itself. */
const MADE_BY_CURL = new Set(['host', 'content-length', 'connection', 'transfer-encoding'])

/**
 * A shell script that sends the recorded requests again, with curl, in their order. Placeholders stand where
 * secrets were.
 *
 * @example
 * curl --request POST 'https://api.example.com/login' \
 *   --header 'Content-Type: application/json' \
 *   --data-binary '{"user":"ada"}'
 */
export function formatCurlScript(interactions: readonly Interaction[]): string {
  const commands = interactions.map(
    ({ request, response, failure }, index) =>
      `# ${index + 1}: ${failure?.code ?? response?.status ?? 'no response'}\n${command(request)}`,
  )
  return ['#!/bin/sh', ...commands].join('\n\n') + '\n'
}

function command({ method, url, headers, body }: RecordedRequest): string {
  const lines = [
    // Without --head, curl waits for the content that a response to HEAD announces and does not bring.
    `curl ${method === 'HEAD' ? '--head' : `--request ${quoted(method)}`} ${quoted(url)}`,
    ...headers.filter(({ name }) => !MADE_BY_CURL.has(name.toLowerCase())).map(header),
  ]
  const text = asText(body)
  if (body.length > 0 && text !== undefined) lines.push(`--data-binary ${quoted(text)}`)
  const [first, ...rest] = lines
  const pipe =
    body.length > 0 && text === undefined
      ? `printf %s ${quoted(Buffer.from(body).toString('base64'))} | base64 -d | `
      : ''
  if (pipe) rest.push('--data-binary @-')
  return [`${pipe}${first}`, ...rest].join(' \\\n  ')
}

/** curl sends a field without a value only where it ends in a semicolon. */
function header({ name, value }: HeaderField): string {
  return `--header ${quoted(value === '' ? `${name};` : `${name}: ${value}`)}`
}

/** A word of POSIX shell in which nothing is expanded. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`
}

/** Text that a shell argument can carry: UTF-8 without NUL, that does not begin with curl's `@`. */
function asText(body: Uint8Array): string | undefined {
  try {
    const text = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
    return text.includes('\0') || text.startsWith('@') ? undefined : text
  } catch {
    return undefined
  }
}
