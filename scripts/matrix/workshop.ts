import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { LiveServer } from '../../tests/support/live-server.ts'

const API = new URL('../../demo/api.ts', import.meta.url)
/** A run that hangs is a failed one. */
const TIMEOUT_MS = 120_000
const run = promisify(execFile)

/** Where npm could not install something: no failure of ours, and said so in the table. */
export const NOT_THERE = 'not to be had from the registry'

/** A Node of the registry. */
export interface NodeVersion {
  readonly path: string
  readonly version: string
}

/** A project in a folder of its own, installed by npm. */
export interface Project {
  readonly folder: string
  versionOf(name: string): string
}

/** One way in which tests are run: `args` for Node, with an engine. */
export interface Trial {
  readonly node: NodeVersion
  readonly folder: string
  readonly args: readonly string[]
  readonly engine: string
  /** A name of its own for what it records, in letters that a path may have. */
  readonly name: string
}

/** A temporary folder in which projects are made and tried. */
export class Workshop implements Disposable {
  readonly root: string = mkdtempSync(join(tmpdir(), 'replaywright-matrix-'))

  /** Packs the package as it would be published. @returns the archive's path. */
  async pack(repository: string): Promise<string> {
    const { stdout } = await run('npm', ['pack', '--silent', '--pack-destination', this.root], {
      cwd: repository,
    })
    return join(this.root, stdout.trim().split('\n').at(-1)!)
  }

  /** @throws where npm cannot install the packages. */
  async project(
    name: string,
    manifest: object,
    packages: readonly string[],
    files: Readonly<Record<string, string>> = {},
  ): Promise<Project> {
    const folder = join(this.root, name)
    mkdirSync(folder)
    writeFileSync(join(folder, 'package.json'), JSON.stringify(manifest))
    for (const [path, content] of Object.entries(files)) writeFileSync(join(folder, path), content)
    await run('npm', ['install', '--no-audit', '--no-fund', ...packages], { cwd: folder })
    return {
      folder,
      versionOf(installed) {
        const text = readFileSync(join(folder, 'node_modules', installed, 'package.json'), 'utf8')
        return (JSON.parse(text) as { version: string }).version
      },
    }
  }

  /** The newest Node of a major version; `undefined` where the registry has none for this system. */
  async node(major: string): Promise<NodeVersion | undefined> {
    try {
      // The package's install script puts the executable there; npm asks for leave to run one.
      const manifest = { allowScripts: { node: true } }
      const { folder } = await this.project(`node-${major}`, manifest, [`node@${major}`])
      const path = join(folder, 'node_modules/node/bin/node')
      return { path, version: (await run(path, ['--version'])).stdout.trim() }
    } catch (error) {
      console.error(`node@${major}: ${(error as Error).message}`)
      return undefined
    }
  }

  /** Records against a server, and replays with that server gone. @returns what a table says of it. */
  async try({ node, folder, args, engine, name }: Trial): Promise<string> {
    await using server = await LiveServer.start(API)
    const env = { API_URL: server.url, ENGINE: engine, RUN: `${name}-${engine}-${node.version}` }
    if (!(await this.succeeds(node, folder, args, env))) return 'record failed'
    await server.stop()
    const replayed = await this.succeeds(node, folder, args, { ...env, CI: '1' })
    return replayed ? '✓' : 'replay failed'
  }

  /** Whether a command of Node's ends with 0. Else what it printed is shown. */
  async succeeds(
    node: NodeVersion,
    folder: string,
    args: readonly string[],
    env: Readonly<Record<string, string>> = {},
  ): Promise<boolean> {
    const { PATH = '', HOME = this.root } = process.env
    try {
      await run(node.path, args, { cwd: folder, env: { PATH, HOME, ...env }, timeout: TIMEOUT_MS })
      return true
    } catch (error) {
      const { stdout = '', stderr = '', message } = error as Error & Record<string, string>
      console.error([message, stdout, stderr].join('\n'))
      return false
    }
  }

  [Symbol.dispose](): void {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 })
  }
}
