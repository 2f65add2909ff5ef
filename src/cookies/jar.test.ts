import { expect, test } from '@playwright/test'
import { CookieJar } from 'tough-cookie'
import { CookieRefusedError } from '../errors/cookie-refused-error.ts'
import { Jar } from './jar.ts'

const site = 'https://shop.example.com/cart/items'

function jarWith(...setCookie: string[]): Jar {
  const jar = new Jar()
  jar.receive(site, setCookie)
  expect(jar.rejected).toEqual([])
  return jar
}

test('get -> the cookie as stored', () => {
  const jar = jarWith('sid=1; HttpOnly; Secure; SameSite=Lax; Path=/; Priority=High')
  expect(jar.get('sid')).toEqual({
    name: 'sid',
    value: '1',
    domain: 'shop.example.com',
    hostOnly: true,
    path: '/',
    expires: undefined,
    httpOnly: true,
    secure: true,
    sameSite: 'Lax',
    partitioned: false,
    createdAt: expect.any(Date),
    extensions: ['Priority=High'],
  })
})

test('get -> case matters, and what is not there is undefined', () => {
  expect(jarWith('sid=1').get('SID')).toBeUndefined()
})

test('get of a name that two cookies have -> an error that lists them; with a URL the one sent first', () => {
  const jar = jarWith('id=1; Path=/', 'id=2; Path=/cart', 'id=3; Domain=example.com; Path=/')
  expect(() => jar.get('id')).toThrow(
    'The jar has 3 cookies named "id":\n' +
      '  domain shop.example.com, path /cart\n' +
      '  domain shop.example.com, path /\n' +
      '  domain .example.com, path /\n' +
      'Say which: get(name, url) gives the one that is sent to that URL.',
  )
  expect(jar.get('id', site)?.value).toBe('2')
  expect(jar.get('id', 'https://shop.example.com/')?.value).toBe('1')
  expect(jar.get('id', 'https://example.com/')?.value).toBe('3')
  expect(jar.get('id', 'https://example.org/')).toBeUndefined()
})

test('list -> longer paths first, then older ones; with a URL those sent there', () => {
  const jar = jarWith('a=1; Path=/', 'b=2; Path=/cart', 'c=3; Path=/', 'd=4; Path=/help')
  expect(jar.list().map(({ name }) => name)).toEqual(['b', 'd', 'a', 'c'])
  expect(jar.list(site).map(({ name }) => name)).toEqual(['b', 'a', 'c'])
})

test('list and iteration -> the same, as copies', () => {
  const jar = jarWith('a=1', 'b=2')
  expect([...jar]).toEqual(jar.list())
  jar.list()[0]!.value = 'changed'
  expect(jar.get('a')?.value).toBe('1')
})

test('a cookie that expired or was deleted -> not listed, not sent, not serialized', () => {
  const jar = jarWith('a=1; Max-Age=100', 'b=2')
  jar.receive(site, ['a=gone; Max-Age=0'])
  // A response cannot set one that is past, a storage state can hold it.
  const expires = Math.floor(Date.now() / 1000) - 60
  jar.addStorageState([{ name: 'old', value: '1', url: site, expires }])
  expect(jar.get('old')).toBeUndefined()
  expect(jar.list().map(({ name }) => name)).toEqual(['b'])
  expect(jar.cookieHeader(site)).toBe('b=2')
  expect(jar.tough.serializeSync()?.cookies.map(({ key }) => key)).toEqual(['b'])
})

test('set -> a Set-Cookie text needs a URL, an object a domain or a URL', () => {
  const jar = new Jar()
  expect(jar.set('theme=dark; Path=/', site)).toMatchObject({ name: 'theme', value: 'dark' })
  expect(jar.set({ name: 'a', value: '1', domain: '.example.com' })).toMatchObject({
    domain: 'example.com',
    hostOnly: false,
    path: '/',
  })
  expect(jar.set({ name: 'b', value: '2' }, site)).toMatchObject({
    domain: 'shop.example.com',
    hostOnly: true,
    path: '/cart',
  })
  expect(jar.cookieHeader(site)).toBe('b=2; theme=dark; a=1')
  expect(() => jar.set('theme=dark')).toThrow(
    new TypeError('A Set-Cookie text needs the URL that sets it'),
  )
  expect(() => jar.set({ name: 'c', value: '3' })).toThrow('it needs a domain, or a URL')
})

test('a cookie set again -> keeps the time of its creation (RFC 6265bis, 5.7)', () => {
  const jar = new Jar()
  const createdAt = new Date(Date.UTC(2020, 0))
  jar.set({ name: 'a', value: '1', createdAt }, site)
  jar.receive(site, ['a=2'])
  expect(jar.get('a')).toMatchObject({ value: '2', createdAt })
})

test('set -> with an expiry in the past it deletes', () => {
  const jar = jarWith('a=1; Path=/')
  jar.set({ name: 'a', value: '', path: '/', expires: new Date(0) }, site)
  expect(jar.list()).toEqual([])
})

const refused: [what: string, cookie: Parameters<Jar['set']>, reason: string][] = [
  ['a semicolon in a value', [{ name: 'a', value: '1;b', domain: 'x.com' }], 'its value has a ";"'],
  ['an equals sign in a name', [{ name: 'a=', value: '1', domain: 'x.com' }], 'its name has a "="'],
  ['a nameless a=b', [{ name: '', value: 'a=b', domain: 'x.com' }], 'would be read as its name'],
  ['a line break', [{ name: 'a', value: '1\n2', domain: 'x.com' }], 'a control character'],
  ['a public suffix', [{ name: 'a', value: '1', domain: '.co.uk' }], 'is a public suffix'],
  ['another domain', [{ name: 'a', value: '1', domain: 'x.com' }, site], 'does not cover the host'],
  ['a path without a slash', [{ name: 'a', value: '1', domain: 'x.com', path: 'b' }], 'its path'],
  [
    '__Host- with a domain',
    [{ name: '__Host-a', value: '1', domain: '.x.com', secure: true }],
    'no Domain',
  ],
  [
    'SameSite=None alone',
    [{ name: 'a', value: '1', domain: 'x.com', sameSite: 'None' }],
    'needs the Secure',
  ],
  [
    'Secure on plain HTTP',
    [{ name: 'a', value: '1', secure: true }, 'http://x.com/'],
    'plain HTTP',
  ],
]
for (const [what, args, reason] of refused) {
  test(`set of ${what} -> refused: ${reason}`, () => {
    const jar = new Jar()
    expect(() => jar.set(...args)).toThrow(CookieRefusedError)
    expect(() => jar.set(...args)).toThrow(reason)
    expect(jar.list()).toEqual([])
  })
}

test('delete -> by name, narrowed by URL, domain and path; the number is returned', () => {
  const all = ['id=1; Path=/', 'id=2; Path=/cart', 'id=3; Domain=example.com; Path=/', 'b=4']
  expect(jarWith(...all).delete('id')).toBe(3)
  expect(jarWith(...all).delete('id', { path: '/' })).toBe(2)
  expect(jarWith(...all).delete('id', { domain: '.example.com' })).toBe(1)
  expect(jarWith(...all).delete('id', { url: 'https://shop.example.com/' })).toBe(2)
  const jar = jarWith(...all)
  expect(jar.delete('none')).toBe(0)
  jar.delete('id', { domain: 'shop.example.com', path: '/cart' })
  expect(jar.list().map(({ value }) => value)).toEqual(['4', '1', '3'])
})

test('rejected -> cookie, URL and reason, oldest first; clear forgets both', () => {
  const jar = new Jar()
  jar.receive(site, ['ok=1', 'a=1; Domain=com', '__Host-b=2; Path=/'])
  expect(jar.rejected).toEqual([
    {
      setCookie: 'a=1; Domain=com',
      name: 'a',
      url: site,
      reason: 'its Domain com is a public suffix',
    },
    {
      setCookie: '__Host-b=2; Path=/',
      name: '__Host-b',
      url: site,
      reason: 'the prefix __Host- needs the Secure attribute',
    },
  ])
  jar.clear()
  expect(jar.rejected).toEqual([])
  expect([...jar]).toEqual([])
})

test('a host-only and a domain cookie of one name -> both kept, and both in the tough-cookie jar', () => {
  const jar = jarWith('a=host; Path=/', 'a=domain; Path=/; Domain=shop.example.com')
  expect(jar.cookieHeader(site)).toBe('a=host; a=domain')
  expect(jar.tough.getCookieStringSync(site)).toBe('a=host; a=domain')
})

test('the tough-cookie jar -> shares the cookies, and is one', () => {
  const jar = jarWith('a=1; Path=/')
  expect(jar.tough).toBeInstanceOf(CookieJar)
  jar.tough.setCookieSync('b=2; Path=/; Max-Age=60', site)
  expect(jar.cookieHeader(site)).toBe('a=1; b=2')
  expect(jar.get('b')?.expires).toBeInstanceOf(Date)
  jar.tough.setCookieSync('a=3; Path=/', site)
  expect(jar.cookieHeader(site)).toBe('a=3; b=2')
  jar.tough.removeAllCookiesSync()
  expect(jar.list()).toEqual([])
})

test('partitioned cookies -> sent only where their top-level site is the URL’s own, with no other between', () => {
  const jar = new Jar()
  const init = { value: '1', domain: 'widget.com', secure: true, partitioned: true }
  expect(jar.set({ ...init, name: 'own' })).toMatchObject({
    partitionKey: 'https://widget.com',
    crossSiteAncestor: false,
  })
  expect(jar.set({ ...init, name: 'embedded', partitionKey: 'https://shop.com' })).toMatchObject({
    crossSiteAncestor: true,
  })
  jar.set({ ...init, name: 'own', value: 'through a frame', crossSiteAncestor: true })
  expect(jar.list()).toHaveLength(3)
  expect(jar.cookieHeader('https://widget.com/')).toBe('own=1')
})
