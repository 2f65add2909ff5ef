import type { BrowserContext } from '@playwright/test'

/** An application's own code (RFC 6455, section 7.4.2: 4000-4999 are for private use). */
const CLOSE_CODE = 4000
const CLOSE_REASON = 'replaywright: a cassette holds no WebSocket traffic'

/** What a report says of a WebSocket that a replay closed. */
export function closedNote(url: string): string {
  return `${url} was closed with code ${CLOSE_CODE}: a cassette holds no WebSocket traffic`
}

/** Lets every WebSocket that `patterns` match open, and closes it at once with a code and a reason. */
export async function closeWebSockets(
  context: BrowserContext,
  patterns: readonly (string | RegExp)[],
  onClosed: (url: string) => void = () => {},
): Promise<void> {
  for (const pattern of patterns) {
    await context.routeWebSocket(webSocketPattern(pattern), async (socket) => {
      onClosed(socket.url())
      await socket.close({ code: CLOSE_CODE, reason: CLOSE_REASON })
    })
  }
}

/** Patterns are written for `http:` URLs; a WebSocket belongs to the site whose URL differs by its scheme. */
function webSocketPattern(pattern: string | RegExp): string | ((url: URL) => boolean) {
  if (typeof pattern === 'string') return pattern.replace(/^http/, 'ws')
  return (url) =>
    new RegExp(pattern, pattern.flags.replace(/[gy]/, '')).test(url.href.replace(/^ws/, 'http'))
}
