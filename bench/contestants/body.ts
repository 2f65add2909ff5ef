/** Gets a large body once, live or by a cassette, and prints the most memory above what there was before. */
import { get } from 'node:http'
import { plugin } from '../plugin.ts'

const [how = '', client = '', url = '', cassette = ''] = process.argv.slice(2)
const { withCassette } = await plugin()

const resident = (): number => process.memoryUsage.rss()
let peak = 0
const watch = setInterval(() => (peak = Math.max(peak, resident())), 5)
const options = { recordMode: how === 'record' ? ('all' as const) : ('none' as const) }
// What is loaded once is no part of it. By another name: a connection that was opened live stays as it is.
const small = url.replace('127.0.0.1', 'localhost').replace(/\d+$/, '1000')
await withCassette(`${cassette}-small`, { recordMode: 'all' }, async () =>
  (await fetch(small)).text(),
)
globalThis.gc?.()
const before = resident()
peak = before
let length = 0
const count = (chunk: Uint8Array): void => void (length += chunk.length)
await withCassette(cassette, options, async () => {
  if (client === 'fetch') for await (const chunk of (await fetch(url)).body!) count(chunk)
  else
    await new Promise((done) => get(url, (response) => response.on('data', count).on('end', done)))
})
clearInterval(watch)
peak = Math.max(peak, process.resourceUsage().maxRSS * 1024)
console.log(JSON.stringify({ length, above: peak - before }))
process.exit(0)
