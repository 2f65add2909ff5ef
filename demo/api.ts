import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'

/** A one-pixel PNG. */
const PIXEL = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

const WEEK_MS = 7 * 24 * 60 * 60 * 1000

/** A small shop with a login: what the demo and the tests record against. */
export function createApi(): Hono {
  const users = new Map<string, string>()
  const api = new Hono()
  const userOf = (sid: string | undefined): string | undefined => users.get(sid ?? '')

  api.post('/login', async (c) => {
    const form = await c.req.parseBody()
    if (form['password'] !== 'correct horse') return c.text('wrong password', 401)
    const user = typeof form['user'] === 'string' ? form['user'] : 'nobody'
    const sid = randomUUID()
    users.set(sid, user)
    setCookie(c, 'sid', sid, { httpOnly: true, sameSite: 'Lax', path: '/' })
    setCookie(c, 'remember', user, {
      expires: new Date(Date.now() + WEEK_MS),
      path: '/',
    })
    setCookie(c, 'csrf', randomUUID(), { sameSite: 'Strict', path: '/' })
    return c.redirect('/welcome', 303)
  })

  api.get('/welcome', (c) => {
    const user = userOf(getCookie(c, 'sid'))
    return user === undefined ? c.text('please sign in', 401) : c.html(`<h1>Welcome, ${user}</h1>`)
  })

  api.get('/orders', compress({ threshold: 0 }), (c) => {
    const user = userOf(getCookie(c, 'sid'))
    if (user === undefined) return c.json({ error: 'please sign in' }, 401)
    return c.json({ user, orders: [{ id: 1, item: 'tea', price: 4.5 }] })
  })

  api.get('/admin', (c) => c.text('not for you', 403))
  api.get('/picture', (c) => c.body(PIXEL, 200, { 'Content-Type': 'image/png' }))

  api.post('/upload', async (c) => {
    const { file } = await c.req.parseBody()
    return file instanceof File
      ? c.json({ name: file.name, size: file.size }, 201)
      : c.text('no file', 400)
  })

  api.post('/logout', (c) => {
    users.delete(deleteCookie(c, 'sid', { path: '/' }) ?? '')
    return c.body(null, 204)
  })

  return api
}

/** `node demo/api.ts` serves the shop on loopback, on `PORT` or a free port, and prints which. */
if (import.meta.main) {
  const port = Number(process.env['PORT'] ?? 0)
  serve({ fetch: createApi().fetch, hostname: '127.0.0.1', port }, (info: AddressInfo) => {
    console.log(JSON.stringify({ port: info.port }))
  })
}
