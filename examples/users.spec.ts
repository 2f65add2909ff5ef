import { test, expect } from 'replaywright'

const password = 'correct horse'

// Where a program takes a session for each thread, a test takes one for each user. What runs in parallel are
// tests, and each has sessions of its own.
test('two users at the same time', async ({ newSession }) => {
  const ada = await newSession({ name: 'ada' })
  const grace = await newSession({ name: 'grace' })
  await Promise.all([
    ada.post('/login', { form: { user: 'ada', password } }),
    grace.post('/login', { form: { user: 'grace', password } }),
  ])

  const accounts = await Promise.all([ada.get('/account'), grace.get('/account')])
  expect(await accounts[0].json()).toEqual({ user: 'ada' })
  expect(await accounts[1].json()).toEqual({ user: 'grace' })
})
