import { test, expect } from 'replaywright'

test('a login lasts as long as the session', async ({ session }) => {
  const form = { user: 'ada', password: 'correct horse' }
  const account = await session.post('/login', { form })
  expect(account.url()).toMatch(/\/account$/)
  expect(account).toHaveStatus(200)

  await expect(session).toHaveCookie('session', { httpOnly: true, sameSite: 'Lax', session: true })
  const nextWeek = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000)
  await expect(session).toHaveCookie('remember', { value: 'ada', expires: nextWeek })

  const again = await session.get('/account')
  expect(again).toHaveSentCookie('session')
  expect(await again.json()).toEqual({ user: 'ada' })
})

test('without one, the account is closed', async ({ session }) => {
  expect(await session.get('/account')).toHaveStatus(401)
  await expect(session).not.toHaveCookie('session')
})
