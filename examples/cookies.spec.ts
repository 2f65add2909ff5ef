import { test, expect } from 'replaywright'

test('a cookie that a response sets goes with the requests after it', async ({ session }) => {
  const first = await session.get('/cookies/set?mycookie=value')
  expect(first).toSetCookie('mycookie', { value: 'value', session: true })

  const second = await session.get('/cookies')
  expect(second).toHaveSentCookie('mycookie', 'value')
  expect(await second.json()).toEqual({ cookies: { mycookie: 'value' } })
})

test('another test has cookies of its own', async ({ session }) => {
  const response = await session.get('/cookies')
  expect(response).not.toHaveSentCookie('mycookie')
  expect(await response.json()).toEqual({ cookies: {} })
})
