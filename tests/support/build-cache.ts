import { createHash } from 'node:crypto'
import { existsSync, globSync, mkdirSync, rmSync, statSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const REPOSITORY = resolve(import.meta.dirname, '../..')

/** What belongs to one build, and goes with it: the package as npm installs it, and what Node.js has compiled. */
export function buildCache(): string {
  const built = statSync(join(REPOSITORY, 'dist/index.js'), { throwIfNoEntry: false })
  if (!built) throw new Error('The scenarios use the built package: run `npm run build` first')
  // Not in the repository, whose own packages a consumer that lacks them would find.
  const repository = createHash('sha256').update(REPOSITORY).digest('hex').slice(0, 8)
  const builds = join(tmpdir(), `replaywright-builds-${repository}`)
  const name = String(Math.round(built.mtimeMs))
  if (!existsSync(join(builds, name))) {
    for (const other of globSync('*', { cwd: builds }).filter((build) => build !== name))
      rmSync(join(builds, other), { recursive: true, force: true, maxRetries: 3 })
    mkdirSync(join(builds, name), { recursive: true })
  }
  return join(builds, name)
}

/** For `NODE_COMPILE_CACHE`, in which Node.js keeps what it has compiled from one process to the next. */
export function compileCache(): string {
  return join(buildCache(), 'compiled')
}
