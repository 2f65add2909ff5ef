import { test, expect } from 'replaywright'

const ADA = { user: 'ada', password: 'correct horse' }

test('a customer signs in and sees her orders', async ({ session }) => {
  const welcome = await session.post('/login', { form: ADA })
  expect(welcome.url()).toMatch(/\/welcome$/)
  expect(await welcome.text()).toContain('Welcome, ada')
  await expect(session).toHaveCookie('sid', { httpOnly: true, sameSite: 'Lax' })

  const orders = await session.get('/orders')
  expect(orders).toHaveStatus(200)
  expect(await orders.json()).toMatchObject({ user: 'ada', orders: [{ item: 'tea' }] })
})

test('orders need a session', async ({ session }) => {
  const orders = await session.get('/orders')
  expect(orders).toHaveStatus(401)
})

test('a customer may not see the administration', async ({ session }) => {
  await session.post('/login', { form: ADA })
  const admin = session.get('/admin', { failOnStatusCode: true })
  await expect(admin).rejects.toBeHTTPError(403, { body: 'not for you' })
})

test('two customers have sessions of their own', async ({ newSession }) => {
  const ada = await newSession()
  const grace = await newSession()
  await ada.post('/login', { form: ADA })
  await grace.post('/login', { form: { ...ADA, user: 'grace' } })
  expect(await (await ada.get('/orders')).json()).toMatchObject({ user: 'ada' })
  expect(await (await grace.get('/orders')).json()).toMatchObject({ user: 'grace' })
})

test('a picture comes down and a file goes up', async ({ session }) => {
  const picture = await session.get('/picture')
  expect((await picture.body()).subarray(1, 4).toString()).toBe('PNG')

  const file = { name: 'list.txt', mimeType: 'text/plain', buffer: Buffer.from('tea\n') }
  const upload = await session.post('/upload', { multipart: { file } })
  expect(upload).toHaveStatus(201)
  expect(await upload.json()).toEqual({ name: 'list.txt', size: 4 })
})

test('signing out ends the session', async ({ session }) => {
  await session.post('/login', { form: ADA })
  await session.post('/logout')
  await expect(session).not.toHaveCookie('sid')
  expect(await session.get('/welcome')).toHaveStatus(401)
})
