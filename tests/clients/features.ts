import { createHash } from 'node:crypto'
import { expect } from '@playwright/test'
import type { Client } from './clients.ts'

const API = process.env['API_URL'] ?? 'http://127.0.0.1:1'
const { port } = new URL(API)

/** What every client must do, live and replayed. */
export const FEATURES: Record<string, (client: Client) => Promise<void>> = {
  async redirects(client) {
    const { status, location, text } = await client({ url: `${API}/redirect` })
    // Some clients leave redirects to their caller.
    if (location === undefined) expect([status, text]).toEqual([200, '1.1 /end'])
    else expect([status, location]).toEqual([302, '/end'])
  },
  async 'several Set-Cookie'(client) {
    const { cookies } = await client({ url: `${API}/cookies` })
    expect(cookies).toEqual(['a=1', 'b=2; HttpOnly', 'c=3; Path=/'])
  },
  async gzip(client) {
    expect((await client({ url: `${API}/gzip` })).text).toBe('unpacked')
  },
  async upload(client) {
    const body = Buffer.alloc(300_000, 'upload')
    expect((await client({ url: `${API}/upload`, body })).text).toBe(
      `300000 ${createHash('sha256').update(body).digest('hex').slice(0, 8)}`,
    )
  },
  async '50 at once'(client) {
    const paths = Array.from({ length: 50 }, (_none, n) => `/n?n=${n}`)
    const got = await Promise.all(paths.map((path) => client({ url: API + path })))
    expect(got.map(({ text }) => text)).toEqual(paths.map((path) => `1.1 ${path}`))
  },
  async abort(client) {
    await expect(client({ url: `${API}/never`, giveUpAfter: 150 })).rejects.toThrow()
    expect((await client({ url: `${API}/after` })).text).toBe('1.1 /after')
  },
  async 'kept alive'(client) {
    for (const path of ['/first', '/second', '/third']) {
      expect((await client({ url: API + path })).text).toBe(`1.1 ${path}`)
    }
  },
  async IPv6(client) {
    expect((await client({ url: `http://[::1]:${port}/six` })).text).toBe('1.1 /six')
  },
  async 'HTTPS, self-signed'(client) {
    expect((await client({ url: `https://localhost:${port}/tls` })).text).toBe('1.1 /tls')
  },
  async proxy(client) {
    const { text } = await client({ url: `http://127.0.0.1:${port}/by-proxy`, proxy: API })
    expect(text).toBe('1.1 /by-proxy')
  },
  async 'HTTPS by proxy'(client) {
    const { text } = await client({ url: `https://localhost:${port}/tunnelled`, proxy: API })
    expect(text).toBe('1.1 /tunnelled')
  },
}
