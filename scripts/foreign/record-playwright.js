import { mkdirSync, rmSync } from 'node:fs'
import { request } from '@playwright/test'
import { requests, startServer } from './server.js'

const folder = process.argv[2]
rmSync(`${folder}/playwright`, { recursive: true, force: true })
mkdirSync(`${folder}/playwright`)
const server = await startServer()
// The same as a folder, bodies beside the HAR, and as an archive.
for (const path of ['playwright/shop.har', 'playwright.zip']) {
  const context = await request.newContext({ userAgent: 'shop/1.0' })
  const har = await context.tracing.startHar(`${folder}/${path}`, { content: 'attach' })
  for (const [url, { method = 'GET', headers, body }] of requests(server.origin)) {
    await context.fetch(url, { method, headers, data: body, maxRedirects: 0 })
    // Only what the request itself says is sent, as with the other tools.
    await context.clearCookies()
  }
  await har.dispose()
  await context.dispose()
}
server.close()
