import { expect, test } from '@playwright/test'
import { Jar } from '../../src/cookies/index.ts'
import { curl, isInstalled, python, wget, type CookieFiles } from '../support/cookie-clients.ts'
import { EveryHost } from '../support/every-host.ts'
import { setByHosts } from './written-by-others.ts'

interface Client {
  readonly name: string
  readonly program: 'curl' | 'wget' | 'python3'
  readonly extension: '.txt' | '.lwp'
  readonly visit: (server: EveryHost, urls: readonly string[], files: CookieFiles) => Promise<void>
  /** What of a file of ours it does not send: docs/cookie-files.md says why. */
  readonly missed?: string
}

const clients: readonly Client[] = [
  { name: 'curl', program: 'curl', extension: '.txt', visit: curl },
  { name: 'wget', program: 'wget', extension: '.txt', visit: wget, missed: 'sid=s3' },
  {
    name: 'Python MozillaCookieJar',
    program: 'python3',
    extension: '.txt',
    visit: (server, urls, files) => python(server, urls, { ...files, jar: 'MozillaCookieJar' }),
  },
  {
    name: 'Python LWPCookieJar',
    program: 'python3',
    extension: '.lwp',
    visit: (server, urls, files) => python(server, urls, { ...files, jar: 'LWPCookieJar' }),
  },
]

const urls = setByHosts.map(([url]) => url)

/** URL -> its cookies in alphabetic order, because each client has an order of its own. */
type Sent = Record<string, string[]>

function sentBy(jar: Jar, missed?: string): Sent {
  return Object.fromEntries(
    urls.map((url) => [url, sorted(jar.cookieHeader(url)).filter((pair) => pair !== missed)]),
  )
}

function seenBy(server: EveryHost): Sent {
  return Object.fromEntries(server.seen.map(({ url, cookie }) => [url, sorted(cookie)]))
}

function sorted(cookie: string | undefined): string[] {
  // Python adds `$Version=1` for a cookie that has a version, as RFC 2965 says.
  return (cookie?.split('; ') ?? []).filter((pair) => !pair.startsWith('$')).toSorted()
}

function filledJar(): Jar {
  const jar = new Jar()
  for (const [url, setCookie] of setByHosts) jar.receive(url, setCookie)
  expect(jar.rejected).toEqual([])
  return jar
}

for (const { name, program, extension, visit, missed } of clients) {
  // The files under fixtures/ stand in for a program that is not there.
  if (!isInstalled(program)) continue

  test(`a file of ours -> ${name} sends the same cookies, and what it saves is read here`, async () => {
    await using server = await EveryHost.start()
    const [ours, theirs] = ['ours', 'theirs'].map((file) =>
      test.info().outputPath(file + extension),
    )
    const jar = filledJar()
    await jar.save(ours!)
    await visit(server, urls, { load: ours!, save: theirs! })
    expect(seenBy(server)).toEqual(sentBy(jar, missed))

    const back = new Jar()
    await back.load(theirs!)
    expect(sentBy(back)).toEqual(sentBy(jar, missed))
  })

  test(`a file of ${name} -> the same cookies are sent here`, async () => {
    await using server = await EveryHost.start()
    for (const [url, setCookie] of setByHosts) server.setCookie(url, setCookie)
    const theirs = test.info().outputPath(`theirs${extension}`)
    await visit(server, urls, { save: theirs })
    server.seen.length = 0
    await visit(server, urls, { load: theirs })
    const jar = new Jar()
    await jar.load(theirs)
    expect(sentBy(jar)).toEqual(seenBy(server))
    expect(Object.values(sentBy(jar)).flat().length).toBeGreaterThan(10)
  })
}

if (isInstalled('python3')) {
  test('Version, Comment, CommentURL and Port -> kept through the real LWPCookieJar', async () => {
    await using server = await EveryHost.start()
    const [ours, theirs] = ['ours.lwp', 'theirs.lwp'].map((file) => test.info().outputPath(file))
    const extensions = [
      'Port="80,8080"',
      'Comment="a note"',
      'CommentURL="http://x.com/"',
      'Version=1',
    ]
    const jar = new Jar()
    jar.set({ name: 'a', value: '1', domain: 'x.com', extensions })
    await jar.save(ours!)
    await python(server, [], { jar: 'LWPCookieJar', load: ours!, save: theirs! })
    const back = new Jar()
    await back.load(theirs!)
    expect(back.get('a')?.extensions?.toSorted()).toEqual(extensions.toSorted())
  })
}
