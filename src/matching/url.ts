/**
 * A URL in the form in which two requests are compared: normalized as the WHATWG URL standard does, the
 * fragment dropped, and the query an unordered multiset.
 *
 * @example urlKey('http://A.test/x?b=2&a=1#top') // 'http://a.test/x?a=1&b=2'
 */
export function urlKey(url: string): string {
  const parsed = new URL(url)
  parsed.hash = ''
  // URLSearchParams.sort is stable: the values of one name keep their order.
  if (parsed.search) parsed.searchParams.sort()
  return parsed.href
}
