import { test, expect, isHTTPError, NetworkError } from 'replaywright'

test('a status is an error where it is asked for', async ({ session }) => {
  expect(await session.get('/status/403')).toHaveStatus(403)

  const forbidden = session.get('/status/403', { failOnStatusCode: true })
  await expect(forbidden).rejects.toBeHTTPError(403, { reason: 'Forbidden', body: 'as you wish' })
})

test('an error says what happened', async ({ session }) => {
  const error: unknown = await session
    .get('/status/503', { failOnStatusCode: true })
    .catch((reason: unknown) => reason)

  expect(isHTTPError(error) && `${error.method} ${error.status} ${error.statusText}`).toBe(
    'GET 503 Service Unavailable',
  )
})

test('the session goes on after errors', async ({ session }) => {
  await session.get('/cookies/set?mycookie=value')
  // Nobody listens on port 1.
  await expect(session.get('http://127.0.0.1:1/')).rejects.toThrow(NetworkError)
  await expect(session.get('/status/500', { failOnStatusCode: true })).rejects.toBeHTTPError('5xx')

  const response = await session.get('/cookies')
  expect(response).toHaveStatus(200)
  expect(response).toHaveSentCookie('mycookie')
})
