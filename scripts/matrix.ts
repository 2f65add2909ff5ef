/**
 * Installs the packed package in real projects and records and replays there, by each Node × Playwright × module
 * system × engine, and under other runners: `npm run test:matrix`. Writes docs/matrix.md, and ends with 1 where
 * anything failed.
 */
import { readFileSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { MSW_2_PROJECT, PLAYWRIGHT_PROJECT, RUNNER_PROJECT } from './matrix/projects.ts'
import { NOT_THERE, Workshop, type NodeVersion, type Project } from './matrix/workshop.ts'

const REPOSITORY = resolve(import.meta.dirname, '..')
const NODES = ['22', '24', '26']
const TYPES = ['commonjs', 'module']
const ENGINES = ['msw', 'nock']
const PLAYWRIGHT = ['node_modules/@playwright/test/cli.js', 'test']
const RUNNERS: Record<string, string[]> = {
  'node:test': ['--test', 'node.mjs'],
  'Vitest, in processes': ['node_modules/vitest/vitest.mjs', 'run', '--pool=forks'],
  'Vitest, in threads': ['node_modules/vitest/vitest.mjs', 'run', '--pool=threads'],
}

const manifest = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
  peerDependencies: Record<string, string>
}
const oldest = manifest.peerDependencies['@playwright/test']!.replace('>=', '')

using workshop = new Workshop()
const tarball = await workshop.pack(REPOSITORY)
const nodes: Record<string, NodeVersion | undefined> = {}
for (const major of NODES) nodes[major] = await workshop.node(major)

/** A table's rows, one for each Node. */
async function rows(
  name: string,
  { folder }: Project,
  columns: readonly string[],
  args: readonly string[],
  engines = ENGINES,
): Promise<string[][]> {
  const found: string[][] = []
  for (const [major, node] of Object.entries(nodes)) {
    const cells = engines.map((engine) =>
      node ? workshop.try({ node, folder, args, engine, name }) : Promise.resolve(NOT_THERE),
    )
    found.push([node?.version ?? `v${major}`, ...columns, ...(await Promise.all(cells))])
    console.log(found.at(-1)!.join(' | '))
  }
  return found
}

async function playwrightRows(): Promise<string[][]> {
  const found: string[][] = []
  const node = Object.values(nodes).find((one) => one !== undefined)
  for (const wanted of [oldest, 'latest']) {
    for (const type of TYPES) {
      const name = `playwright-${wanted}-${type}`
      const packages = [tarball, `@playwright/test@${wanted}`, 'nock', 'typescript', '@types/node']
      const project = await workshop.project(name, { type }, packages, PLAYWRIGHT_PROJECT)
      const tsc = ['node_modules/typescript/bin/tsc', '-p', '.']
      const compiles = node && (await workshop.succeeds(node, project.folder, tsc))
      const columns = [project.versionOf('@playwright/test'), type, compiles ? '✓' : 'failed']
      found.push(...(await rows(name, project, columns, PLAYWRIGHT)))
    }
  }
  return found
}

async function runnerRows(): Promise<string[][]> {
  const packages = [tarball, '@playwright/test', 'nock', 'vitest']
  const project = await workshop.project('runners', {}, packages, RUNNER_PROJECT)
  const found: string[][] = []
  for (const [runner, args] of Object.entries(RUNNERS)) {
    const label = runner.replace('Vitest', `Vitest ${project.versionOf('vitest')}`)
    const name = runner.replace(/\W+/g, '-')
    found.push(...(await rows(name, project, [label], args)))
  }
  return found
}

async function msw2Rows(): Promise<string[][]> {
  // What a project has of its own stands beside the msw 3 that this package brings.
  const packages = [tarball, '@playwright/test', '@msw/playwright', 'msw@2']
  const project = await workshop.project('msw', { type: 'module' }, packages, MSW_2_PROJECT)
  const columns = [project.versionOf('@msw/playwright'), project.versionOf('msw')]
  return rows('msw', project, columns, PLAYWRIGHT, ['msw'])
}

function table(head: readonly string[], body: readonly string[][]): string {
  return [head, head.map(() => '---'), ...body]
    .map((cells) => `| ${cells.join(' | ')} |\n`)
    .join('')
}

const withMsw = await msw2Rows()
const byRunner = await runnerRows()
const byPlaywright = await playwrightRows()

writeFileSync(
  join(REPOSITORY, 'docs/matrix.md'),
  `# Matrix

\`npm run test:matrix\` packs the package, installs it with npm in new projects, records there against a server on
loopback, and replays with that server gone (✓). Its last result, of ${new Date().toISOString().slice(0, 10)}:

## Playwright

Sessions, \`request\`, \`fetch\`, \`withCassette\`, a page in Chromium, and a host whose name nothing resolves. The column
"types" says whether the project compiles with \`skipLibCheck: false\`.

${table(['Node', '@playwright/test', 'project', 'types', ...ENGINES], byPlaywright)}
The oldest is ${oldest}, and \`peerDependencies\` says so. Up to 1.62 Playwright resolves a host's name before it opens a
connection, so that a replay of its requests fails where there is no DNS.

## Other runners

\`withCassette\` in a \`before\` hook, around a session and \`fetch\`.

${table(['Node', 'runner', ...ENGINES], byRunner)}
## msw 2

Every version of \`@msw/playwright\` that there is wants msw 2, which npm installs beside the msw 3 that this package brings.
A page's requests mocked by it, and the worker's by \`setupServer\` of msw 2, listening before the test or in it: what their
handlers answer is answered by them, live and on replay, and is not recorded.

${table(['Node', '@msw/playwright', 'msw', 'engine msw'], withMsw)}`,
)

const cells = [...byPlaywright, ...byRunner, ...withMsw].flat()
if (cells.some((cell) => cell.endsWith('failed'))) process.exitCode = 1
