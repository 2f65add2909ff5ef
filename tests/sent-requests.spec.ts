import { expect, test } from '@playwright/test'
import { recordThenReplay } from './support/scenario.ts'

test('cassette.requests -> exactly what was sent, when it is recorded, replayed and let through', async () => {
  const spec = `
    test.use({ baseURL: API })
    test('sends', async ({ session, cassette }) => {
      await session.post('/login?next=%2F', {
        form: { user: 'ada', tag: 'a&b' },
        headers: { 'X-Team': 'tea' },
      })
      await session.put('/cart', { data: { items: [1, 2] } })
      await fetch(API + '/cart', { method: 'PUT', body: 'plain' })
      await session.get('/cart').catch(() => {})

      const all = cassette.requests()
      expect(all.map(({ method, url }) => method + ' ' + url.slice(API.length))).toEqual(
        ['POST /login?next=%2F', 'PUT /cart', 'PUT /cart', 'GET /cart'])
      const [login] = cassette.requests('post', '/login*')
      expect(login!.url).toBe(API + '/login?next=%2F')
      expect(login!.header('x-team')).toBe('tea')
      expect(login!.headers).toContainEqual({ name: 'X-Team', value: 'tea' })
      expect([...login!.form()]).toEqual([['user', 'ada'], ['tag', 'a&b']])
      expect(login!.text()).toBe('user=ada&tag=a%26b')
      const [json, plain] = cassette.requests('PUT')
      expect(json!.json()).toEqual({ items: [1, 2] })
      expect(plain!.text()).toBe('plain')
      expect(() => plain!.json()).toThrow('PUT ' + API + '/cart carried no JSON: plain')
      expect(() => plain!.form()).toThrow('carried no form but content of type text/plain: plain')
      expect(cassette.requests(undefined, /\\/cart$/)).toHaveLength(3)
      expect(cassette.requests(undefined, '**/cart')).toHaveLength(3)
      expect(cassette.requests('GET', '/login')).toEqual([])
    })
    test.describe(() => {
      test.use({ baseURL: undefined })
      test('no base', async ({ session, cassette }) => {
        await session.get(API + '/cart')
        expect(cassette.requests('GET', '/cart')).toHaveLength(1)
        expect(cassette.requests('GET', '/car')).toHaveLength(0)
      })
      test('let through', async ({ session, cassette }) => {
        test.skip(!!process.env.CI)
        await fetch(API + '/cart', { method: 'POST', body: '{"n":1}' })
        expect(cassette.requests('POST', '/cart')[0]!.json()).toEqual({ n: 1 })
      })
      test.describe(() => {
        test.use({ recordMode: 'off' })
        test('off', async ({ session, cassette }) => {
          test.skip(!!process.env.CI)
          await fetch(API + '/cart', { method: 'POST', body: '{"n":1}' })
          expect(cassette.requests('POST', '/cart')[0]!.json()).toEqual({ n: 1 })
        })
      })
    })`
  const { recorded, replayed, seen } = await recordThenReplay({
    answer: (_seen, response) => void response.end('fine'),
    spec,
  })
  expect(recorded.errors).toEqual([])
  expect(seen.filter(({ body }) => body === '{"n":1}')).toHaveLength(2)
  expect(replayed.errors).toEqual([])
  expect(replayed).toMatchObject({ passed: 2, skipped: 2 })
})
