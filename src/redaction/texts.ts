import type { HeaderField } from '../interaction/header-fields.ts'
import type { Interaction } from '../interaction/interaction.ts'

/** All that a file holds of an interaction, each text with the words for its place. */
export function textsOf({
  request,
  response,
  failure,
}: Interaction): [place: string, text: string][] {
  return [
    ['request URL', request.url],
    ...fields('request', request.headers),
    ['request body', textOf(request.body)],
    ...(response ? fields('response', response.headers) : []),
    ['response status text', response?.statusText ?? ''],
    ['response body', textOf(response?.body)],
    ['failure', failure?.message ?? ''],
  ]
}

function fields(side: string, headers: readonly HeaderField[]): [string, string][] {
  return headers.map(({ name, value }) => [`${side} header ${name}`, value])
}

function textOf(body: Uint8Array = new Uint8Array()): string {
  return Buffer.from(body.buffer, body.byteOffset, body.length).toString()
}
