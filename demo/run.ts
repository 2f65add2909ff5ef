/**
 * Records the demo's suite against a live shop, stops the shop, replays the suite, and shows what happened.
 * Run by `npm run demo`.
 */
import { spawnSync } from 'node:child_process'
import { globSync, readFileSync, rmSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { styleText } from 'node:util'
import { LiveServer, portIsClosed } from '../tests/support/live-server.ts'
import { cookieWays, requestLines, type RecordedTraffic } from './cookie-way.ts'

const ROOT = resolve(import.meta.dirname, '..')
const FIXTURES = join(import.meta.dirname, 'fixtures')
const CLI = join(ROOT, 'node_modules/@playwright/test/cli.js')

/** Runs the suite with the real command line. Returns its seconds; ends the demo where a test fails. */
function runSuite(url: string, env: Readonly<Record<string, string>>): number {
  // The plugin's mode is to come from here alone, also where this demo runs on CI.
  const { CI: _ci, REPLAYWRIGHT_MODE: _mode, ...inherited } = process.env
  const start = performance.now()
  const { status } = spawnSync(process.execPath, [CLI, 'test', '-c', 'demo'], {
    cwd: ROOT,
    env: { ...inherited, ...env, SHOP_URL: url },
    stdio: 'inherit',
  })
  if (status !== 0) throw new Error(`the suite failed (exit code ${status})`)
  return (performance.now() - start) / 1000
}

function title(text: string): void {
  console.log(`\n${styleText('bold', text)}\n`)
}

function cassettes(): Map<string, string> {
  const paths = globSync('**/*.har', { cwd: FIXTURES }).toSorted()
  return new Map(paths.map((path) => [path, readFileSync(join(FIXTURES, path), 'utf8')]))
}

async function demo(): Promise<void> {
  rmSync(FIXTURES, { recursive: true, force: true })

  title('1  Record: the shop is up')
  const shop = await LiveServer.start(join(import.meta.dirname, 'api.ts'))
  let live: number
  try {
    live = runSuite(shop.url, { REPLAYWRIGHT_MODE: 'all' })
  } finally {
    await shop.stop()
  }
  const recorded = cassettes()
  if (recorded.size === 0) throw new Error('nothing was recorded')

  title('2  The shop is stopped')
  if (!(await portIsClosed(shop.port))) throw new Error(`port ${shop.port} still answers`)
  console.log(`  ${shop.url} refuses connections`)

  title('3  Replay: CI=1, no shop')
  const replayed = runSuite(shop.url, { CI: '1' })
  const after = cassettes()
  for (const [path, content] of recorded)
    if (after.get(path) !== content) throw new Error(`the replay changed ${path}`)

  title('4  What was recorded, and the way of each cookie')
  let requests = 0
  for (const [path, content] of recorded) {
    const traffic = JSON.parse(content) as RecordedTraffic
    requests += traffic.log.entries.length
    console.log(`  ${styleText('cyan', `demo/fixtures/${path}`)}`)
    for (const line of requestLines(traffic)) console.log(`    ${line}`)
    for (const way of cookieWays(traffic))
      console.log(`    ${styleText('yellow', 'cookie')} ${way}`)
    console.log()
  }

  title('5  What this shows')
  console.log(
    `  recorded   ${recorded.size} cassettes, ${requests} requests, ${live.toFixed(1)} s with the shop`,
  )
  console.log(`  replayed   the same tests, ${replayed.toFixed(1)} s with its port closed`)
  console.log('  unchanged  every cassette, byte for byte')
}

try {
  await demo()
} catch (error) {
  console.error(`\nThe demo failed: ${(error as Error).message}`)
  process.exitCode = 1
}
