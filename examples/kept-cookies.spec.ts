import { test, expect } from 'replaywright'

// The first is the format of curl, wget and Python's MozillaCookieJar, the second that of its LWPCookieJar.
for (const file of ['cookies.txt', 'cookies.lwp']) {
  test(`a login is kept in ${file} for the next run`, async ({ newSession }) => {
    const path = test.info().outputPath(file)

    const first = await newSession()
    await first.post('/login', { form: { user: 'ada', password: 'correct horse' } })
    await first.jar.save(path)

    const next = await newSession()
    await next.jar.load(path)
    const nextWeek = new Date(Date.now() + 7 * 24 * 60 * 60 * 1000)
    await expect(next).toHaveCookie('remember', { value: 'ada', expires: nextWeek })

    const account = await next.get('/account')
    expect(account).toHaveSentCookie('session', first.jar.get('session')!.value)
    expect(await account.json()).toEqual({ user: 'ada' })
  })
}
