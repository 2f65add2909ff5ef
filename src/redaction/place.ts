/** Where in a message a value stands. */
export interface Place {
  /** `field` is a form field, a JSON member, a part of a multipart body, or what markup calls by a name. */
  readonly kind: 'header' | 'cookie' | 'query' | 'user info' | 'field' | 'path' | 'text'
  /** As the message spells it, for example `X-Api-Key`; empty where the value has none. */
  readonly name: string
  /** Of JSON: the member around an object that holds the value, `session` of `{"session":{"id":"…"}}`. */
  readonly parent?: string
  /** Of JSON: the JSON path, for example `$.users[0].password`. */
  readonly path?: string
  /** Of JSON: the value is a number. */
  readonly number?: boolean
  /** Found by its looks and not by a grammar, so that where it begins and ends is a guess. */
  readonly loose?: true
}

/**
 * What becomes of the value at a place, decoded: the same value, another one, or `undefined` to drop the
 * field, which only a comparison does.
 */
export type Visit = (place: Place, value: string) => string | undefined

/** How a message is gone through: first its named values, then each of its texts as a whole. */
export interface Walk {
  readonly visit: Visit
  /** @param text a header field's value, a URL without its host, or a body: already visited. */
  readonly sweep: (text: string) => string
}
