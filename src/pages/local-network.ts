import type { BrowserContext, CDPSession } from '@playwright/test'

/** Names of the permission, of newer and older versions of Chromium. */
const PERMISSIONS = ['local-network', 'loopback-network', 'local-network-access']

/**
 * Makes a context whose pages may ask the local network for something.
 *
 * A document that was not loaded from an address counts as one of the public network, and Chromium lets none
 * of those open a WebSocket or load a script from localhost (Local Network Access): a page of a development
 * server would be cut off from what it leaves to the browser.
 *
 * Not `context.grantPermissions`, by which the browser refuses all other permissions.
 */
export async function withLocalNetwork(
  session: CDPSession,
  newContext: () => Promise<BrowserContext>,
): Promise<BrowserContext> {
  const before = await contextIds(session)
  const context = await newContext()
  const made = (await contextIds(session)).filter((id) => !before.includes(id))
  for (const browserContextId of made) {
    for (const name of PERMISSIONS) {
      // A version that does not know the name has no such permission to give.
      await session
        .send('Browser.setPermission', {
          permission: { name },
          setting: 'granted',
          browserContextId,
        })
        .catch(() => {})
    }
  }
  return context
}

/** Playwright does not tell a context's id. */
async function contextIds(session: CDPSession): Promise<string[]> {
  return (await session.send('Target.getBrowserContexts')).browserContextIds
}
