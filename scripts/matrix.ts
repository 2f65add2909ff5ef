/**
 * Installs the packed package in real projects and records and replays there, by each Node × Playwright × module
 * system × engine: `npm run test:matrix`. Writes docs/matrix.md, and ends with 1 where anything failed.
 */
import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { LiveServer } from '../tests/support/live-server.ts'

const REPOSITORY = resolve(import.meta.dirname, '..')
const API = new URL('../demo/api.ts', import.meta.url)
const NODES = ['22', '24', '26']
/** The first is the oldest whose types this package compiles with. */
const PLAYWRIGHTS = ['1.64.0', 'latest']
const TYPES = ['commonjs', 'module']
const ENGINES = ['msw', 'nock']

const CONFIG = `export default {
  workers: 1,
  use: {
    baseURL: process.env.API_URL,
    engine: process.env.ENGINE,
    cassettePath: 'fixtures/' + process.env.CASSETTE + '.har',
  },
}`
const SPEC = `import { test, expect } from 'replaywright'
test('signed in', async ({ session, cassette }) => {
  await session.post('/login', { form: { user: 'ada', password: 'correct horse' } })
  await expect(session).toHaveCookie('sid', { httpOnly: true })
  expect((await (await session.get('/orders')).json()).user).toBe('ada')
  expect(await (await fetch(process.env.API_URL + '/admin')).text()).toBe('not for you')
  expect(cassette.interactions).toHaveLength(4)
})`

const run = promisify(execFile)
const root = mkdtempSync(join(tmpdir(), 'replaywright-matrix-'))
const PATH = process.env['PATH'] ?? ''
const HOME = process.env['HOME'] ?? root

async function npm(cwd: string, ...args: string[]): Promise<void> {
  await run('npm', [...args, '--no-audit', '--no-fund'], { cwd })
}

/** A folder with a `package.json`, which npm installs into. */
async function project(name: string, manifest: object, packages: string[]): Promise<string> {
  const folder = join(root, name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
  await npm(folder, 'i', ...packages)
  return folder
}

const versionOf = (folder: string, name: string): string => {
  const manifest = readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8')
  return (JSON.parse(manifest) as { version: string }).version
}

/** Path and version of a Node of the registry; `undefined` where it has none for this system. */
async function nodeOf(major: string): Promise<{ path: string; version: string } | undefined> {
  try {
    // The package's install script puts the executable there; npm asks for leave to run one.
    const manifest = { allowScripts: { node: true } }
    const path = join(
      await project(`node-${major}`, manifest, [`node@${major}`]),
      'node_modules/node/bin/node',
    )
    return { path, version: (await run(path, ['--version'])).stdout.trim() }
  } catch (error) {
    console.error(`node@${major}: ${(error as Error).message}`)
    return undefined
  }
}

/** Whether the test passes. */
async function playwright(node: string, folder: string, env: object): Promise<boolean> {
  const cli = join(folder, 'node_modules/@playwright/test/cli.js')
  try {
    await run(node, [cli, 'test'], { cwd: folder, env: { PATH, HOME, ...env } })
    return true
  } catch (error) {
    console.error((error as { stdout?: string }).stdout ?? error)
    return false
  }
}

try {
  await npm(REPOSITORY, 'pack', '--pack-destination', root)
  const tarball = join(root, `replaywright-${versionOf(REPOSITORY, '..')}.tgz`)
  const nodes = await Promise.all(NODES.map(nodeOf))
  const rows: string[][] = []
  for (const wanted of PLAYWRIGHTS) {
    for (const type of TYPES) {
      const packages = [tarball, `@playwright/test@${wanted}`, 'nock']
      const folder = await project(`${type}-${wanted}`, { type }, packages)
      writeFileSync(join(folder, 'playwright.config.ts'), CONFIG)
      writeFileSync(join(folder, 'a.spec.ts'), SPEC)
      for (const [at, node] of nodes.entries()) {
        const head = [node?.version ?? `v${NODES[at]}`, versionOf(folder, '@playwright/test'), type]
        if (!node) {
          rows.push([...head, ...ENGINES.map(() => 'not to be had from the registry')])
          continue
        }
        const cells = ENGINES.map(async (ENGINE) => {
          await using server = await LiveServer.start(API)
          const env = { API_URL: server.url, ENGINE, CASSETTE: `${ENGINE}-${node.version}` }
          if (!(await playwright(node.path, folder, env))) return 'record failed'
          await server.stop()
          return (await playwright(node.path, folder, { ...env, CI: '1' })) ? '✓' : 'replay failed'
        })
        rows.push([...head, ...(await Promise.all(cells))])
        console.log(rows.at(-1)!.join(' | '))
      }
    }
  }
  const head = ['Node', '@playwright/test', 'project', ...ENGINES]
  const table = [head, head.map(() => '---'), ...rows].map((cells) => `| ${cells.join(' | ')} |\n`)
  writeFileSync(
    join(REPOSITORY, 'docs/matrix.md'),
    `# Matrix

\`npm run test:matrix\` packs the package, installs it with npm in new projects, records there against a server on
loopback, and replays with that server gone (✓). Its last result, of ${new Date().toISOString().slice(0, 10)}:

${table.join('')}
No older Playwright is tried: \`cookies()\` and \`clearCookies()\` of a request context are not in the types of 1.63.
`,
  )
  if (rows.some((cells) => cells.some((cell) => cell.endsWith('failed')))) process.exitCode = 1
} finally {
  rmSync(root, { recursive: true, force: true, maxRetries: 3 })
}
