import { placeOf, type Block } from './blocks.ts'

const NAMES = `import { test, expect, Session, withCassette } from 'replaywright'
import { mkdir, rm, writeFile } from 'node:fs/promises'

class SomeSdk {
  constructor(readonly options: { fetch: typeof fetch }) {}
}
`

/** What statements of a page find: a session that is signed in, and the response by which it was. */
const SIGNED_IN = `async ({ session, newSession, cassette, baseURL }) => {
  const ADA = { user: 'ada', password: process.env.PASSWORD! }
  const response = await session.post('/login', { form: ADA })
  const url = baseURL + '/version'
`

/** The configuration of the project in which blocks are run. */
export const CONFIG = `import { defineConfig } from '@playwright/test'
import type { ReplaywrightOptions } from 'replaywright'

export default defineConfig<ReplaywrightOptions>({
  workers: 2,
  fullyParallel: true,
  use: { baseURL: process.env.API },
  projects: [
    { name: 'setup', testMatch: '**/*.setup.ts' },
    { name: 'tests', testMatch: '**/*.spec.ts', dependencies: ['setup'] },
  ],
})
`

export const TSCONFIG = JSON.stringify({
  compilerOptions: {
    target: 'es2024',
    lib: ['es2024', 'esnext.disposable', 'dom', 'dom.iterable'],
    types: ['node'],
    module: 'nodenext',
    strict: true,
    noEmit: true,
    skipLibCheck: true,
    allowImportingTsExtensions: true,
  },
  include: ['tests', 'configs'],
})

/** The file that a block is in the project, and its content; `undefined` for what is no file. */
export function fileOf(block: Block): { path: string; content: string } | undefined {
  const name = placeOf(block)
    .replaceAll(/[^\w]+/g, '-')
    .toLowerCase()
  const spec = `tests/${name}.spec.ts`
  const { text, detail } = block
  switch (block.way) {
    case 'test':
      return { path: spec, content: text }
    case 'statements':
      return {
        path: spec,
        content: `${NAMES}\ntest('${name}', ${SIGNED_IN}${text}})\n`,
      }
    case 'file scope':
      return {
        path: spec,
        content: `${NAMES}${text}\ntest('${name}', ${detail === '' ? `${SIGNED_IN}  expect(response).toHaveStatus(200)` : `async () => {\n  ${detail}`}\n})\n`,
      }
    case 'fixtures':
      return {
        path: spec,
        content: `${text}\ntest('${name}', async ({ workerSession }) => {\n  if ((await workerSession.get('/me')).status() !== 200) throw new Error('not signed in')\n})\n`,
      }
    case 'file':
      return { path: detail, content: text }
    case 'config':
      return { path: `configs/${name}.config.ts`, content: text }
    case 'use':
      return {
        path: `configs/${name}.config.ts`,
        content:
          `import { defineConfig } from '@playwright/test'\nimport type { ReplaywrightOptions } from 'replaywright'\n` +
          `export default defineConfig<ReplaywrightOptions>({\n${text}})\n`,
      }
    default:
      return undefined
  }
}
