import { readFileSync } from 'node:fs'
import { chromium } from '../../tests/support/chromium.ts'

/** File name -> content of the projects that use the packed package. Each keeps its recordings by `RUN`. */
type Files = Readonly<Record<string, string>>

/** RFC 2606, section 2: no name in `.invalid` is ever in the DNS. Three requests ask for it. */
const ELSEWHERE = {
  startedDateTime: '2026-01-01T00:00:00.000Z',
  time: 1,
  request: {
    method: 'GET',
    url: 'https://api.shop.invalid/orders',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: [],
    queryString: [],
    headersSize: -1,
    bodySize: 0,
  },
  response: {
    status: 200,
    statusText: 'OK',
    httpVersion: 'HTTP/1.1',
    cookies: [],
    headers: [],
    content: { size: 3, mimeType: 'text/plain', text: 'tea' },
    redirectURL: '',
    headersSize: -1,
    bodySize: 3,
  },
  cache: {},
  timings: { send: 0, wait: 1, receive: 0 },
}

const config = (use: string): string => `
import { defineConfig } from '@playwright/test'
import type { ReplaywrightOptions, ReplaywrightWorkerOptions } from 'replaywright'

export default defineConfig<ReplaywrightOptions, ReplaywrightWorkerOptions>({
  workers: 1,
  reporter: 'line',
  use: {
    baseURL: process.env['API_URL']!,
    engine: process.env['ENGINE'] as 'msw' | 'nock',
    cassettePath: 'fixtures/' + process.env['RUN'] + '/{testTitle}.har',
    launchOptions: ${JSON.stringify(chromium())},
    ${use}
  },
})`

export const PLAYWRIGHT_PROJECT: Files = {
  'playwright.config.ts': config(''),
  'a.spec.ts': readFileSync(new URL('playwright.consumer.ts', import.meta.url), 'utf8'),
  'elsewhere.har': JSON.stringify({
    log: {
      version: '1.2',
      creator: { name: 'matrix', version: '1' },
      entries: [ELSEWHERE, ELSEWHERE, ELSEWHERE],
    },
  }),
  // With the declarations of every package checked, so that ours hold with the types of that Playwright.
  'tsconfig.json': JSON.stringify({
    compilerOptions: {
      module: 'nodenext',
      target: 'es2023',
      lib: ['esnext', 'dom', 'dom.iterable'],
      types: ['node'],
      strict: true,
      skipLibCheck: false,
      noEmit: true,
    },
    include: ['*.ts'],
  }),
}

/** What `withCassette` is around under other runners. */
const SIGN_IN = `
  const api = process.env.API_URL
  const cassette = 'fixtures/' + process.env.RUN + '/sign-in.har'
  const signIn = async () => {
    const session = await Session.create({ baseURL: api })
    await session.post('/login', { form: { user: 'ada', password: 'correct horse' } })
    const { user } = await (await session.get('/orders')).json()
    await session.dispose()
    return [user, (await fetch(api + '/admin')).status].join(' ')
  }
  let seen
  const record = () =>
    withCassette(cassette, { engine: process.env.ENGINE }, async () => { seen = await signIn() })`

export const RUNNER_PROJECT: Files = {
  'node.mjs': `
    import assert from 'node:assert/strict'
    import { before, test } from 'node:test'
    import { Session, withCassette } from 'replaywright'
    ${SIGN_IN}
    before(record)
    test('signed in', () => assert.equal(seen, 'ada 403'))`,
  'vitest.test.mjs': `
    import { beforeAll, expect, test } from 'vitest'
    import { Session, withCassette } from 'replaywright'
    ${SIGN_IN}
    beforeAll(record)
    test('signed in', () => expect(seen).toBe('ada 403'))`,
}

/**
 * Projects that mock by msw 2 what the recording need not answer: a page's requests by `@msw/playwright`, the
 * worker's by `setupServer`, which listens before the test begins or in it.
 */
export const MSW_2_PROJECT: Files = {
  'playwright.config.ts': config('capturePages: true'),
  'pages.spec.ts': `
    import { defineNetworkFixture } from '@msw/playwright'
    import { http, HttpResponse } from 'msw'
    import { test, expect } from 'replaywright'
    test('own handlers of a page win', async ({ page, context, cassette }) => {
      const network = defineNetworkFixture({
        context,
        handlers: [http.get('*/orders', () => HttpResponse.json({ own: true }))],
      })
      await network.enable()
      await page.goto('/admin')
      await expect(page.locator('body')).toHaveText('not for you')
      const get = (path) => page.evaluate((path) => fetch(path).then((response) => response.text()), path)
      expect(await get('/orders')).toBe('{"own":true}')
      expect(await get('/welcome')).toBe('please sign in')
      const paths = cassette.interactions.map(({ request }) => new URL(request.url).pathname)
      expect(paths).toEqual(['/admin', '/welcome'])
      expect(cassette.misses).toEqual([])
      await network.disable()
    })`,
  'early.spec.ts': setupServer(true),
  'late.spec.ts': setupServer(false),
}

function setupServer(early: boolean): string {
  const listen = "server.listen({ onUnhandledRequest: 'bypass' })"
  return `
    import { http, HttpResponse } from 'msw'
    import { setupServer } from 'msw/node'
    import { test, expect } from 'replaywright'
    const API = process.env.API_URL
    const server = setupServer(http.get(API + '/orders', () => HttpResponse.json({ own: true })))
    ${early ? listen : ''}
    test('own handlers of the worker win, early: ${early}', async ({ session, cassette }) => {
      ${early ? '' : listen}
      expect(await (await fetch(API + '/orders')).json()).toEqual({ own: true })
      expect(await (await session.get('/orders')).json()).toEqual({ own: true })
      expect(await session.get('/admin')).toHaveStatus(403)
      expect((await fetch(API + '/admin')).status).toBe(403)
      const paths = cassette.interactions.map(({ request }) => new URL(request.url).pathname)
      expect(paths).toEqual(['/admin', '/admin'])
      server.close()
    })`
}
