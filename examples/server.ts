import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'
import type { ContentfulStatusCode } from 'hono/utils/http-status'

const WEEK_S = 7 * 24 * 60 * 60

/** What the examples ask: some of what httpbin.org answers, and a login. */
function createServer(): Hono {
  const users = new Map<string, string>()
  const server = new Hono()

  server.get('/cookies', (c) => c.json({ cookies: getCookie(c) }))
  server.get('/cookies/set', (c) => {
    for (const [name, value] of Object.entries(c.req.query())) setCookie(c, name, value)
    return c.redirect('/cookies')
  })
  server.get('/headers', (c) => c.json({ headers: c.req.header() }))
  server.get('/status/:status', (c) =>
    c.text('as you wish', Number(c.req.param('status')) as ContentfulStatusCode),
  )

  server.post('/login', async (c) => {
    const { user, password } = await c.req.parseBody()
    if (typeof user !== 'string' || password !== 'correct horse') return c.text('no', 401)
    const id = randomUUID()
    users.set(id, user)
    setCookie(c, 'session', id, { httpOnly: true, sameSite: 'Lax' })
    setCookie(c, 'remember', user, { maxAge: WEEK_S })
    return c.redirect('/account', 303)
  })
  server.get('/account', (c) => {
    const user = users.get(getCookie(c, 'session') ?? '')
    return user === undefined ? c.text('please sign in', 401) : c.json({ user })
  })

  return server
}

const port = Number(process.env['PORT'] ?? 8080)
serve({ fetch: createServer().fetch, hostname: '127.0.0.1', port }, (info: AddressInfo) => {
  console.log(JSON.stringify({ port: info.port }))
})
