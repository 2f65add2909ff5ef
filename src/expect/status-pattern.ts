/** A class of statuses, as RFC 9110, section 15, has them. */
type StatusClass = '1xx' | '2xx' | '3xx' | '4xx' | '5xx'

/** A status, a class of them, or several of both. */
export type StatusPattern = number | StatusClass | readonly (number | StatusClass)[]

/**
 * Whether `status` is one of `expected`.
 *
 * @param assertion what an error calls it
 * @throws TypeError for what is neither a status nor a class: it could never match
 */
export function matchesStatus(assertion: string, expected: StatusPattern, status: number): boolean {
  const list = [expected].flat()
  const wrong = list.find((item) => !isStatus(item))
  if (wrong !== undefined || list.length === 0) {
    throw new TypeError(
      `${assertion} takes a status such as 404, a class such as '4xx', or a list of them, not ${JSON.stringify(wrong ?? [])}`,
    )
  }
  return list.some((item) =>
    typeof item === 'number' ? item === status : Number(item[0]) === Math.floor(status / 100),
  )
}

function isStatus(item: unknown): boolean {
  return typeof item === 'number'
    ? Number.isInteger(item) && item >= 100 && item <= 599
    : typeof item === 'string' && /^[1-5]xx$/.test(item)
}
