/** Where a row is played unless it says otherwise, */
export const http = 'http://www.example.org/a/b/set'
/** and over TLS. */
export const https = 'https://www.example.org/a/b/set'

/**
 * A rule as a row: the section of RFC 6265bis (or of CHIPS), a title, what is set and what is sent; and the
 * URL that sets, which is `http` above, and the one that is asked then, which is the same.
 */
export type Row = readonly [
  section: string,
  title: string,
  setCookie: string | readonly string[],
  sent: string,
  from?: string,
  to?: string,
]
