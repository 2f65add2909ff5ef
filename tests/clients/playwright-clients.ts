import type { APIRequest, APIRequestContext, Browser } from '@playwright/test'
import type { Ask, Client } from './clients.ts'

type ContextOptions = NonNullable<Parameters<APIRequest['newContext']>[0]>

/** Asks by a context that Playwright's fixtures made; whether by a proxy, they say. */
export function byContext(context: APIRequestContext): Client {
  return async ({ url, body, giveUpAfter }) => {
    const response = await context.fetch(url, {
      method: body ? 'POST' : 'GET',
      ...(body && { data: body }),
      ...(giveUpAfter !== undefined && { timeout: giveUpAfter }),
    })
    const cookies = response.headersArray().filter(({ name }) => /^set-cookie$/i.test(name))
    return {
      status: response.status(),
      cookies: cookies.map(({ value }) => value),
      text: await response.text(),
    }
  }
}

/** Asks by a context that lives as long as the request. */
export function byOwnContext(
  create: (options: ContextOptions) => Promise<APIRequestContext>,
): Client {
  return async (ask) => {
    const context = await create(optionsFor(ask))
    try {
      return await byContext(context)(ask)
    } finally {
      await context.dispose()
    }
  }
}

/** Asks by the request context of a browser context that lives as long as the request. */
export function byBrowserContext(browser: Browser): Client {
  return async (ask) => {
    const context = await browser.newContext(optionsFor(ask))
    try {
      return await byContext(context.request)(ask)
    } finally {
      await context.close()
    }
  }
}

function optionsFor({ proxy }: Ask): ContextOptions {
  return { ignoreHTTPSErrors: true, ...(proxy && { proxy: { server: proxy } }) }
}
