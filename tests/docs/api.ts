import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { getCookie, setCookie } from 'hono/cookie'

const WEEK_S = 7 * 24 * 60 * 60

/** The service that the blocks of the documentation ask. It takes one password, which CI does not have. */
function createServer(): Hono {
  const users = new Map<string, string>()
  const polls = new Map<string, number>()
  const server = new Hono()

  server.post('/login', async (c) => {
    const { user, password } = await c.req.parseBody()
    if (typeof user !== 'string' || password !== 'correct horse') return c.text('no', 401)
    const sid = randomUUID()
    users.set(sid, user)
    setCookie(c, 'sid', sid, { httpOnly: true, sameSite: 'Lax' })
    setCookie(c, 'remember', user, { maxAge: WEEK_S, path: '/' })
    return c.redirect('/orders', 303)
  })
  server.get('/version', (c) => c.json({ version: 7 }))
  server.get('/health', (c) => c.text('ok'))
  server.post('/jobs', (c) => c.json({ id: 17 }, 202))
  server.get('/jobs/:id', (c) => {
    const count = (polls.get(c.req.path) ?? 0) + 1
    polls.set(c.req.path, count)
    return c.json({ state: count % 3 === 0 ? 'done' : 'running' })
  })

  server.use(async (c, next) => {
    if (!users.has(getCookie(c, 'sid') ?? '')) return c.text('please sign in', 401)
    return next()
  })
  server.get('/me', (c) => c.json({ user: users.get(getCookie(c, 'sid') ?? '') }))
  server.get('/orders', (c) =>
    c.json({ user: users.get(getCookie(c, 'sid') ?? ''), orders: [{ id: 1, item: 'tea' }] }),
  )
  server.get('/admin', (c) => c.text('only the admin may see this', 403))
  return server
}

serve(
  { fetch: createServer().fetch, hostname: '127.0.0.1', port: Number(process.env['PORT'] ?? 0) },
  (info: AddressInfo) => process.stdout.write(`${JSON.stringify({ port: info.port })}\n`),
)
