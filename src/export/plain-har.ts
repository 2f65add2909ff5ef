import { toHar } from '../cassette/write-har.ts'
import type { Interaction } from '../interaction/interaction.ts'

/** A HAR 1.2 file that stands alone: every body in it, and no field that only this package reads. */
export function formatPlainHar(interactions: readonly Interaction[]): string {
  const { har } = toHar(undefined, interactions, '')
  const { version, creator } = har.log
  const entries = har.log.entries.map((entry, index) => {
    const { request, response } = interactions[index]!
    const { postData } = entry.request
    const { size, mimeType } = entry.response.content
    return {
      ...entry,
      request: {
        ...entry.request,
        ...(postData && {
          postData: { ...plainPostData(request.body), mimeType: postData.mimeType },
        }),
      },
      response: {
        ...entry.response,
        content: { size, mimeType, ...plainContent(response?.body ?? new Uint8Array()) },
      },
    }
  })
  return `${JSON.stringify({ log: { version, creator, entries } }, undefined, 2)}\n`
}

function plainContent(body: Uint8Array): { text?: string; encoding?: 'base64' } {
  if (body.length === 0) return {}
  const text = asText(body)
  return text === undefined
    ? { text: Buffer.from(body).toString('base64'), encoding: 'base64' }
    : { text }
}

/** HAR 1.2 has no encoding for what was sent: bytes that are no text lose what does not fit. */
function plainPostData(body: Uint8Array): { text: string } {
  return { text: new TextDecoder().decode(body) }
}

function asText(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(body)
  } catch {
    return undefined
  }
}
