import { test, expect } from 'replaywright'

test('a reset session has no cookies and no header fields', async ({ session }) => {
  session.headers.set('X-Test', 'session')
  await session.get('/cookies/set?mycookie=value')
  await expect(session).toHaveCookie('mycookie')

  session.reset()
  const response = await session.get('/cookies')
  expect(await response.json()).toEqual({ cookies: {} })
  expect(response).not.toHaveSentHeader('X-Test')
})

test('cookies can be looked at, set and deleted by hand', async ({ session, baseURL }) => {
  await session.get('/cookies/set?first=1&second=2')

  session.jar.set('third=3; Path=/cookies', baseURL)
  session.jar.set({ name: 'theme', value: 'dark', domain: 'elsewhere.test' })
  session.jar.delete('second')
  const pairs = Array.from(session.jar, ({ name, value }) => `${name}=${value}`)
  expect(pairs.toSorted()).toEqual(['first=1', 'theme=dark', 'third=3'])

  const response = await session.get('/cookies')
  expect(await response.json()).toEqual({ cookies: { first: '1', third: '3' } })
  expect(response).not.toHaveSentCookie('theme')

  session.jar.clear()
  expect(session.jar.list()).toEqual([])
})
