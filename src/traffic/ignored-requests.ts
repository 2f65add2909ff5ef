import type { OutgoingRequest } from '../engines/engine.ts'
import { urlGlob } from '../matching/url-glob.ts'
import type { Handler } from './handler.ts'

/** A request as a rule of the user's sees it, before its content is read. */
export type RequestHead = Pick<OutgoingRequest, 'method' | 'url' | 'headers'>

/** Which requests go live and are never recorded: a URL glob by Playwright's rules, a RegExp or a predicate. */
export type IgnoreRule = string | RegExp | ((url: URL, request: RequestHead) => boolean)

// Playwright takes `[a, { … }]` for a value with settings, and a RegExp is an object too.
const WRAPPING =
  'a list of URL globs, regular expressions and functions. In test.use a list whose second item is a regular ' +
  "expression has to be wrapped: test.use({ ignoreRequests: [[/a/, /b/], { scope: 'test' }] })"

/** @throws TypeError that names the wrong rule. */
export function checkIgnoreRequests(value: unknown): asserts value is readonly IgnoreRule[] {
  if (!Array.isArray(value)) throw new TypeError(`ignoreRequests: expected ${WRAPPING}`)
  for (const [index, rule] of value.entries()) {
    if (typeof rule === 'function' || rule instanceof RegExp) continue
    if (typeof rule !== 'string' || rule === '') {
      throw new TypeError(
        `ignoreRequests[${index}]: expected a URL glob, a regular expression or a function`,
      )
    }
    try {
      urlGlob(rule)
    } catch (cause) {
      throw new TypeError(`ignoreRequests[${index}]: ${(cause as Error).message}`, { cause })
    }
  }
}

/**
 * `handler` without the requests that are to be ignored: those go live, whatever it would do.
 *
 * @param baseURL what globs that are no whole URLs are relative to.
 * @param onError told what a predicate threw; its request fails.
 */
export function ignoring(
  rules: readonly IgnoreRule[],
  baseURL: string | undefined,
  handler: Handler,
  onError: (error: Error) => void = () => {},
): Handler {
  if (rules.length === 0) return handler
  const predicates = rules.map((rule) => predicate(rule, baseURL))
  const isIgnored = (request: RequestHead): boolean => {
    try {
      return predicates.some((ignores) => ignores(request))
    } catch (error) {
      onError(error as Error)
      throw error
    }
  }
  return {
    outlook: handler.outlook === 'all-pass' ? 'all-pass' : 'depends',
    records: (request) => !isIgnored(request) && handler.records(request),
    answer: (request) => (isIgnored(request) ? { kind: 'pass' } : handler.answer(request)),
  }
}

function predicate(rule: IgnoreRule, baseURL: string | undefined): (head: RequestHead) => boolean {
  if (typeof rule === 'function') {
    return (request) => {
      const ignored: unknown = rule(new URL(request.url), request)
      // A promise would count as true, and everything would go live.
      if (typeof ignored === 'boolean') return ignored
      throw new TypeError(
        `ignoreRequests: expected the function to return true or false, got ${typeof ignored}`,
      )
    }
  }
  const pattern = typeof rule === 'string' ? urlGlob(rule, baseURL) : rule
  // `search` and not `test`, which goes on from where a global expression last matched.
  return ({ url }) => url.search(pattern) >= 0
}
