/**
 * Lets the real curl and the real Python write their cookie files to `fixtures/cookies/`, from a server on
 * loopback. Run it with `npm run fixtures:cookies` when one of them changes its format, and look at the diff.
 */
import { mkdirSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { curl, python } from '../tests/support/cookie-clients.ts'
import { EveryHost } from '../tests/support/every-host.ts'
import { setByHosts } from '../tests/cookies/written-by-others.ts'

const folder = resolve(import.meta.dirname, '../fixtures/cookies')
const urls = setByHosts.map(([url]) => url)

mkdirSync(folder, { recursive: true })
await using server = await EveryHost.start()
for (const [url, setCookie] of setByHosts) server.setCookie(url, setCookie)

await curl(server, urls, { save: join(folder, 'curl.txt') })
await python(server, urls, { jar: 'MozillaCookieJar', save: join(folder, 'python-mozilla.txt') })
await python(server, urls, { jar: 'LWPCookieJar', save: join(folder, 'python-lwp.lwp') })
console.log(`Written: ${folder}`)
