import { test, expect } from 'replaywright'

test.use({ sessionHeaders: { 'User-Agent': 'replaywright-example/1.0' } })

test('header fields of the session go with every request', async ({ session }) => {
  session.headers.set('X-Test', 'session')

  for (const path of ['/headers', '/cookies']) {
    const response = await session.get(path)
    expect(response).toHaveSentHeader('User-Agent', 'replaywright-example/1.0')
    expect(response).toHaveSentHeader('X-Test', 'session')
  }
})

test('those of a request win, and are sent once', async ({ session }) => {
  const response = await session.get('/headers', { headers: { 'User-Agent': 'another/2.0' } })
  expect(await response.json()).toMatchObject({ headers: { 'user-agent': 'another/2.0' } })

  expect(await session.get('/headers')).toHaveSentHeader('User-Agent', /^replaywright/)
})
