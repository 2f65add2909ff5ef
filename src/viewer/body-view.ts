import { html, type Html } from './html.ts'

/** Longer texts are cut: a page is for looking, and the file has the rest. */
const MAX_TEXT = 100_000

/** Larger images are not shown. */
const MAX_IMAGE_BYTES = 1_000_000

/** Image types that browsers show and that hold no script. */
const IMAGES = new Set(['image/avif', 'image/gif', 'image/jpeg', 'image/png', 'image/webp'])

/** A content as a person reads it: JSON indented, text as it is, images shown, the rest by its size. */
export function bodyView(body: Uint8Array, mediaType: string): Html {
  if (body.length === 0) return html`<p class="empty">No content</p>`
  if (IMAGES.has(mediaType) && body.length <= MAX_IMAGE_BYTES) {
    const source = `data:${mediaType};base64,${Buffer.from(body).toString('base64')}`
    return html`<img src="${source}" alt="${mediaType}, ${body.length} bytes" />`
  }
  const text = asText(body)
  if (text === undefined) return html`<p class="empty">${body.length} bytes that are no text</p>`
  const pretty = indented(text)
  const cut = pretty.length > MAX_TEXT
  return html`<pre tabindex="0">${pretty.slice(0, MAX_TEXT)}</pre>
    ${cut && html`<p class="empty">${pretty.length - MAX_TEXT} more characters</p>`}`
}

function asText(body: Uint8Array): string | undefined {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(body)
  } catch {
    return undefined
  }
}

function indented(text: string): string {
  if (!/^\s*[[{]/.test(text) || text.length > MAX_TEXT) return text
  try {
    return JSON.stringify(JSON.parse(text), undefined, 2)
  } catch {
    return text
  }
}
