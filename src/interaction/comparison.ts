import type { HeaderField } from './header-fields.ts'
import type { RecordedRequest } from './interaction.ts'

/** A request's URL and header fields as they are compared. */
export interface ComparedHead {
  readonly url: string
  readonly headers: readonly HeaderField[]
  /** Names, in lower case, of header fields that have to be equal because of what stands in this request. */
  readonly counted: readonly string[]
}

/** What of a request counts: redaction makes equal what a secret would tell apart. */
export interface Comparison {
  /** Whether a recorded URL may be compared as one of another path. */
  mayChangePath(url: string): boolean
  /** Is told of recorded requests before one of them is compared. */
  learn(requests: readonly RecordedRequest[]): void
  /** The head alone: content may be large. */
  head(request: RecordedRequest): ComparedHead
  /** The request as it is compared, with its content. */
  whole(request: RecordedRequest): RecordedRequest
}

/** Requests are compared as they are. */
export const AS_THEY_ARE: Comparison = {
  mayChangePath: () => false,
  learn: () => {},
  head: ({ url, headers }) => ({ url, headers, counted: [] }),
  whole: (request) => request,
}
