import { chromium as browserType, expect, request, test } from '@playwright/test'
import { Session } from '../../src/session/session.ts'
import { chromium } from '../support/chromium.ts'
import { startServer, type Answer } from '../support/server.ts'

const answer: Answer = ({ url, method }, response) => {
  response.setHeader('set-cookie', 'page=1; Path=/')
  if (url === '/') response.setHeader('content-type', 'text/html').end('<h1>Orders</h1>')
  else response.end(`${method} ok`)
}

test("fetch of a page's request -> method, fields and content as request.fetch sends them", async () => {
  await using server = await startServer(answer)
  await using stack = new AsyncDisposableStack()
  const browser = stack.use(await browserType.launch(chromium()))
  const page = await browser.newPage()
  await page.goto(server.origin)
  const [sent] = await Promise.all([
    page.waitForRequest('**/orders?all=1'),
    page.evaluate(async () => {
      const headers = { 'content-type': 'application/json', 'x-app': '1' }
      await fetch('/orders?all=1', { method: 'PUT', body: '{"item":"tea"}', headers })
    }),
  ])
  await using context = await request.newContext()
  await using session = await Session.create()
  for (const options of [{}, { data: 'mine' }, { method: 'POST', headers: { 'x-app': '2' } }]) {
    const [ofRequest, ofSession] = [
      await context.fetch(sent, options),
      await session.fetch(sent, options),
    ]
    expect(await ofSession.text()).toBe(await ofRequest.text())
    const [expected, received] = server.seen.slice(-2)
    expect(received).toEqual(expected)
  }
  // Their own, that the first response set: a page's cookies do not come with its request.
  expect(server.seen.at(-1)!.headers['cookie']).toBe('page=1')
})
