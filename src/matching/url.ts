import { isNamed } from './match-options.ts'

/**
 * A URL in the form in which two requests are compared: normalized as the WHATWG URL standard does, the
 * fragment dropped, and the query an unordered multiset.
 *
 * @param ignoreQuery parameters that do not count.
 * @example urlKey('http://A.test/x?b=2&a=1#top') // 'http://a.test/x?a=1&b=2'
 */
export function urlKey(url: string, ignoreQuery: readonly (string | RegExp)[] = []): string {
  const parsed = new URL(url)
  parsed.hash = ''
  // `URLSearchParams.sort` keeps the order within one name: `a=2&a=1` would not be the multiset `a=1&a=2`.
  const pairs =
    parsed.search === ''
      ? []
      : queryPairs(url, ignoreQuery).map((pair) => new URLSearchParams([pair]).toString())
  parsed.search = pairs.toSorted().join('&')
  return parsed.href
}

/** The query's parameters that count, in order. */
export function queryPairs(
  url: string,
  ignoreQuery: readonly (string | RegExp)[] = [],
): [string, string][] {
  return [...new URL(url).searchParams].filter(([name]) => !isNamed(name, ignoreQuery))
}
