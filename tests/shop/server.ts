import { randomUUID } from 'node:crypto'
import type { AddressInfo } from 'node:net'
import { serve } from '@hono/node-server'
import { Hono } from 'hono'
import { compress } from 'hono/compress'
import { deleteCookie, getCookie, setCookie } from 'hono/cookie'
import { createMiddleware } from 'hono/factory'

interface Account {
  readonly user: string
  readonly csrf: string
  version: number
  readonly items: { item: string; quantity: number }[]
  /** How often each order was asked for. */
  readonly orders: number[]
}

const PRODUCTS: Readonly<Record<string, readonly string[]>> = {
  en: ['tea', 'milk', 'bread', 'salt'],
  de: ['Tee', 'Milch', 'Brot', 'Salz'],
}

/** Of every user. Given by the environment, as a real secret is. */
const PASSWORD = process.env['SHOP_PASSWORD']

/** How often an order is still being packed when it is asked for. */
const PACKING = 2

/** A shop as real ones are: session and CSRF cookies, tokens, versions, uploads, polling, and errors. */
function createShop(): Hono<{ Variables: { account: Account } }> {
  const accounts = new Map<string, Account>()
  const shop = new Hono<{ Variables: { account: Account } }>()

  shop.get('/login', (c) => {
    const csrf = randomUUID()
    setCookie(c, 'form', csrf, { path: '/login', sameSite: 'Strict' })
    return c.html(`<form method="post"><input type="hidden" name="csrf" value="${csrf}"></form>`)
  })

  shop.post('/login', async (c) => {
    const { user, password, csrf } = await c.req.parseBody()
    if (csrf !== getCookie(c, 'form')) return c.text('forged', 403)
    if (password !== PASSWORD || typeof user !== 'string') return c.text('no', 401)
    const sid = randomUUID()
    accounts.set(sid, { user, csrf: randomUUID(), version: 0, items: [], orders: [] })
    deleteCookie(c, 'form', { path: '/login' })
    setCookie(c, 'sid', sid, { httpOnly: true, path: '/', sameSite: 'Lax' })
    setCookie(c, 'seen', '1', { path: '/', maxAge: 3600 })
    return c.redirect('/account', 303)
  })

  const signedIn = createMiddleware<{ Variables: { account: Account } }>(async (c, next) => {
    const account = accounts.get(getCookie(c, 'sid') ?? '')
    if (!account) return c.json({ error: 'please sign in' }, 401)
    const forged = c.req.header('x-csrf-token') !== account.csrf
    if (c.req.method !== 'GET' && forged) return c.json({ error: 'forged' }, 403)
    c.set('account', account)
    await next()
  })
  shop.use('/account', signedIn)
  shop.use('/api/*', compress({ threshold: 0 }), signedIn)
  shop.use('/logout', signedIn)

  shop.get('/account', (c) => c.json({ user: c.var.account.user, csrf: c.var.account.csrf }))

  shop.get('/api/products', (c) => {
    const names = PRODUCTS[c.req.header('accept-language') ?? 'en'] ?? []
    const page = Number(c.req.query('page') ?? 1)
    return c.json({ page, products: names.slice(page * 2 - 2, page * 2) })
  })

  shop.get('/api/basket', (c) => c.json({ items: c.var.account.items }))

  shop.put('/api/basket', async (c) => {
    const { account } = c.var
    const { item, quantity, version } = await c.req.json()
    if (version !== account.version) return c.json({ error: 'changed meanwhile' }, 409)
    account.items.push({ item, quantity })
    return c.json({ version: ++account.version })
  })

  shop.post('/api/coupon', (c) => c.json({ error: 'this coupon has expired' }, 422))

  shop.post('/api/avatar', async (c) => {
    const { file } = await c.req.parseBody()
    return file instanceof File
      ? c.json({ name: file.name, size: file.size }, 201)
      : c.text('no file', 400)
  })

  shop.post('/api/orders', (c) => {
    const number = c.var.account.orders.push(0)
    return c.json({ number }, 202, { Location: `/api/orders/${number}` })
  })

  shop.get('/api/orders/:number', (c) => {
    const index = Number(c.req.param('number')) - 1
    const asked = (c.var.account.orders[index] ?? 0) + 1
    c.var.account.orders[index] = asked
    return c.json({ state: asked > PACKING ? 'sent' : 'packing' })
  })

  shop.post('/logout', (c) => {
    accounts.delete(deleteCookie(c, 'sid', { path: '/' }) ?? '')
    return c.body(null, 204)
  })

  return shop
}

const port = Number(process.env['PORT'] ?? 0)
serve({ fetch: createShop().fetch, hostname: '127.0.0.1', port }, (info: AddressInfo) => {
  console.log(JSON.stringify({ port: info.port }))
})
