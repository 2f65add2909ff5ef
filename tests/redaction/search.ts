import { gunzipSync } from 'node:zlib'

/** A secret in the codings in which it may stand in a file, as the bytes to be looked for. */
function codings(secret: string): string[] {
  const base64 = [0, 1, 2].map((before) => {
    const coded = Buffer.from('x'.repeat(before) + secret).toString('base64')
    return coded.slice(Math.ceil((before * 8) / 6), Math.floor(((before + secret.length) * 8) / 6))
  })
  const json = JSON.stringify(secret).slice(1, -1)
  return [
    ...[secret, encodeURIComponent(secret), json, JSON.stringify(json).slice(1, -1)],
    ...[secret.replaceAll('&', '&amp;').replaceAll('<', '&lt;'), ...base64],
    ...base64.map((core) => core.replaceAll('+', '-').replaceAll('/', '_')),
  ].map((text) => Buffer.from(text).toString('latin1'))
}

/** The secrets, by their titles, that are found in the bytes of a file, also where it is gzip. */
export function secretsIn(bytes: Buffer, secrets: Readonly<Record<string, string>>): string[] {
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b
  const text = (gzip ? gunzipSync(bytes) : bytes).toString('latin1')
  return Object.entries(secrets).flatMap(([title, secret]) =>
    codings(secret).some((coded) => text.includes(coded)) ? [title] : [],
  )
}
