import { execFile, spawnSync } from 'node:child_process'
import { promisify } from 'node:util'
import type { EveryHost } from './every-host.ts'

const run = promisify(execFile)

/** Cookies that another client brings along and keeps. */
export interface CookieFiles {
  /** The file to start from. */
  readonly load?: string
  /** The file to write in the end. */
  readonly save?: string
}

/** Whether a program is on this machine. */
export function isInstalled(program: 'curl' | 'wget' | 'python3'): boolean {
  return spawnSync(program, ['--version']).status === 0
}

/** Asks for the URLs, one after the other, with the real curl. */
export async function curl(
  server: EveryHost,
  urls: readonly string[],
  { load = '', save }: CookieFiles,
): Promise<void> {
  await run('curl', [
    ...['--silent', '--show-error', '--fail', '--insecure', '--globoff'],
    ...['--proxy', server.proxy, '--noproxy', ''],
    ...['--cookie', load, ...(save === undefined ? [] : ['--cookie-jar', save])],
    ...urls,
  ])
}

/** Asks for the URLs with the real wget. */
export async function wget(
  server: EveryHost,
  urls: readonly string[],
  { load, save }: CookieFiles,
): Promise<void> {
  const proxies = [`http_proxy=${server.proxy}`, `https_proxy=${server.proxy}`]
  const settings = ['use_proxy=yes', 'no_proxy=', ...proxies]
  await run('wget', [
    ...['--quiet', '--output-document', '/dev/null', '--no-check-certificate'],
    ...settings.flatMap((setting) => ['--execute', setting]),
    ...(load === undefined ? [] : ['--load-cookies', load]),
    ...(save === undefined ? [] : ['--save-cookies', save, '--keep-session-cookies']),
    ...urls,
  ])
}

/**
 * Asks for the URLs with the real Python's `http.cookiejar`, which loads and saves those of a session too.
 */
export async function python(
  server: EveryHost,
  urls: readonly string[],
  {
    load = '',
    save = '',
    jar,
  }: CookieFiles & { readonly jar: 'MozillaCookieJar' | 'LWPCookieJar' },
): Promise<void> {
  await run('python3', ['-c', PYTHON, jar, server.proxy, load, save, ...urls])
}

const PYTHON = `
import http.cookiejar, ssl, sys, urllib.request as web

kind, proxy, load, save, *urls = sys.argv[1:]
# With RFC 2965, so that Version and Port are kept.
jar = getattr(http.cookiejar, kind)(policy=http.cookiejar.DefaultCookiePolicy(rfc2965=True))
if load:
    jar.load(load, ignore_discard=True)
opener = web.build_opener(
    web.ProxyHandler({'http': proxy, 'https': proxy}),
    web.HTTPSHandler(context=ssl._create_unverified_context()),
    web.HTTPCookieProcessor(jar),
)
for url in urls:
    request = web.Request(url)
    # As a system proxy would; else urllib goes to loopback addresses directly.
    request.set_proxy(proxy.removeprefix('http://'), 'http') if url.startswith('http:') else None
    opener.open(request).read()
if save:
    jar.save(save, ignore_discard=True)
`
