import { createHash } from 'node:crypto'
import { fieldValue, mediaType, sameName } from '../interaction/header-fields.ts'
import type { RecordedRequest } from '../interaction/interaction.ts'

/** A boundary parameter (RFC 2046, section 5.1.1), quoted or not. */
const BOUNDARY = /;\s*boundary="?([^";\s]+)/i

/** A boundary of fewer characters was chosen by hand, and is the same each time. */
const SHORTEST_RANDOM = 16

/**
 * A multipart request with the boundary that its own content gives, in place of the random one that its client
 * made: recording it again gives the same bytes. The length stays, and with it `Content-Length`; matching does not
 * look at the boundary.
 *
 * @returns the request itself where it is not multipart, or where its boundary is not random.
 */
export function withStableBoundary(request: RecordedRequest): RecordedRequest {
  const type = fieldValue(request.headers, 'content-type')
  const coded = fieldValue(request.headers, 'content-encoding') !== undefined
  if (coded || !mediaType(type).startsWith('multipart/')) return request
  const boundary = BOUNDARY.exec(type!)?.[1]
  if (boundary === undefined || boundary.length < SHORTEST_RANDOM) return request
  // One byte a character, so that every byte survives.
  const sections = Buffer.from(request.body).toString('latin1').split(boundary)
  const hash = createHash('sha256')
  for (const section of sections) hash.update(`${section.length} `).update(section, 'latin1')
  const digest = hash.digest('hex')
  const dashes = /^-*/.exec(boundary)![0]
  // A boundary has at most 70 characters.
  const stable = `${dashes}${digest}${digest}`.slice(0, boundary.length)
  if (sections.some((section) => section.includes(stable))) return request
  return {
    ...request,
    headers: request.headers.map((field) =>
      sameName(field.name, 'content-type')
        ? { name: field.name, value: field.value.replace(boundary, () => stable) }
        : field,
    ),
    body: Buffer.from(sections.join(stable), 'latin1'),
  }
}
