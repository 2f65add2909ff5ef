/** The part of a HAR file that tells a cookie's way. */
export interface RecordedTraffic {
  readonly log: {
    readonly entries: readonly {
      readonly request: {
        readonly method: string
        readonly url: string
        readonly cookies: readonly { readonly name: string; readonly value: string }[]
      }
      readonly response: {
        readonly status: number
        readonly headers: readonly { readonly name: string; readonly value: string }[]
      }
    }[]
  }
}

/** One line a request, as `POST /login -> 303`. */
export function requestLines({ log }: RecordedTraffic): string[] {
  return log.entries.map(
    ({ request, response }) =>
      `${request.method} ${new URL(request.url).pathname} -> ${response.status}`,
  )
}

/** Where each cookie value was set, and which requests it was sent with, in the order of its first appearance. */
export function cookieWays(traffic: RecordedTraffic): string[] {
  const lines = requestLines(traffic)
  const ways = new Map<string, { name: string; setBy: string; sentWith: string[] }>()
  for (const [index, { request, response }] of traffic.log.entries.entries()) {
    for (const { name, value } of request.cookies) {
      ways.get(`${name}=${value}`)?.sentWith.push(`${request.method} ${pathOf(request.url)}`)
    }
    for (const header of response.headers) {
      if (header.name.toLowerCase() !== 'set-cookie') continue
      const pair = header.value.split(';', 1)[0]!
      const name = pair.split('=', 1)[0]!
      const setBy = lines[index]!
      ways.set(pair, { name, setBy, sentWith: [] })
    }
  }
  return [...ways].map(([pair, { name, setBy, sentWith }]) => {
    const deleted = pair === `${name}=`
    if (deleted) return `${name} deleted by ${setBy}`
    return `${name} set by ${setBy}, sent with ${sentWith.join(', ') || 'no request'}`
  })
}

function pathOf(url: string): string {
  return new URL(url).pathname
}
