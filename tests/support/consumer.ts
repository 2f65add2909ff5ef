import { spawn, type ChildProcess } from 'node:child_process'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { text } from 'node:stream/consumers'
import { stripVTControlCharacters } from 'node:util'
import { buildCache, compileCache } from './build-cache.ts'
import { summarise, type RunSummary } from './run-summary.ts'

const REPOSITORY = resolve(import.meta.dirname, '../..')
const CLI = join(REPOSITORY, 'node_modules/@playwright/test/cli.js')

const DEFAULT_CONFIG = `import { defineConfig } from '@playwright/test'

export default defineConfig({ workers: 1, timeout: 20_000 })
`

export interface ConsumerOptions {
  /** Path in the project -> content. */
  readonly files: Readonly<Record<string, string>>
  /** How Node and Playwright read the project's files. Default `module`. */
  readonly type?: 'module' | 'commonjs'
  /** The text of `playwright.config.ts`. Default: one worker, tests anywhere in the project. */
  readonly config?: string
  /** More packages of this repository's `node_modules` that the project has. */
  readonly packages?: readonly string[]
}

export interface RunOptions {
  /** Set over a clean environment, which is that of `cleanEnvironment`. */
  readonly env?: Readonly<Record<string, string>>
}

export interface ConsumerRun extends RunSummary {
  /** `null` when a signal ended the run. */
  readonly exitCode: number | null
  /** What the runner printed, both streams, without colours. */
  readonly output: string
}

/** A run that goes on, for tests that kill it in the middle. */
export interface StartedRun {
  readonly child: ChildProcess
  readonly done: Promise<ConsumerRun>
  /** Sends the signal, SIGKILL where none is given, to the runner and to its workers. */
  kill(signal?: NodeJS.Signals): void
}

/**
 * A real project that uses this package: a temporary folder with a configuration, test files and the built
 * package in `node_modules`, as npm installs it. Needs `npm run build`.
 *
 * @example
 * await using consumer = createConsumer({ files: { 'a.spec.ts': "import { test } from 'replaywright' …" } })
 * const run = await consumer.run(['--workers=4'], { env: { CI: '1' } })
 * expect(run).toMatchObject({ exitCode: 0, passed: 1, failed: 0 })
 */
export class Consumer implements AsyncDisposable {
  /** The project's folder, absolute. */
  readonly root: string
  #runs = 0

  constructor({ files, type = 'module', config = DEFAULT_CONFIG, packages = [] }: ConsumerOptions) {
    this.root = mkdtempSync(join(tmpdir(), 'replaywright-consumer-'))
    this.write('package.json', JSON.stringify({ name: 'consumer', type }))
    this.write('playwright.config.ts', config)
    for (const [path, content] of Object.entries(files)) this.write(path, content)
    install(join(this.root, 'node_modules'), packages)
  }

  /** Runs `playwright test` to its end. */
  run(args: readonly string[] = [], options: RunOptions = {}): Promise<ConsumerRun> {
    return this.start(args, options).done
  }

  /** Starts `playwright test`. */
  start(args: readonly string[] = [], { env = {} }: RunOptions = {}): StartedRun {
    const report = this.path(`.report-${++this.#runs}.json`)
    const child = spawn(process.execPath, [CLI, 'test', '--reporter=line,json', ...args], {
      cwd: this.root,
      env: {
        ...cleanEnvironment(),
        PLAYWRIGHT_JSON_OUTPUT_FILE: report,
        ...env,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
      // A process group of its own, so that one signal reaches the workers too.
      detached: true,
    })
    const kill = (signal: NodeJS.Signals = 'SIGKILL'): void => {
      if (child.exitCode === null && child.signalCode === null) process.kill(-child.pid!, signal)
    }
    const exit = new Promise<number | null>((resolves, rejects) => {
      child.once('error', rejects)
      child.once('close', resolves)
    })
    const done = Promise.all([exit, text(child.stdout), text(child.stderr)]).then(
      ([exitCode, stdout, stderr]) => ({
        exitCode,
        output: stripVTControlCharacters(stdout + stderr),
        ...summarise(existsSync(report) ? readFileSync(report, 'utf8') : undefined),
      }),
    )
    return { child, done, kill }
  }

  /** The absolute path of a file of the project. */
  path(path: string): string {
    return join(this.root, path)
  }

  write(path: string, content: string, encoding: BufferEncoding = 'utf8'): void {
    mkdirSync(dirname(this.path(path)), { recursive: true })
    writeFileSync(this.path(path), content, encoding)
  }

  read(path: string): string {
    return readFileSync(this.path(path), 'utf8')
  }

  exists(path: string): boolean {
    return existsSync(this.path(path))
  }

  remove(path: string): void {
    rmSync(this.path(path), { recursive: true, force: true })
  }

  /** The files that a glob finds, as `fixtures/**`, sorted, with `/` on every system. */
  files(glob: string): string[] {
    return globSync(glob, { cwd: this.root, exclude: ['node_modules/**'], withFileTypes: true })
      .filter((entry) => entry.isFile())
      .map((entry) => relative(this.root, join(entry.parentPath, entry.name)))
      .map((path) => path.split(sep).join('/'))
      .toSorted()
  }

  /** Path -> bytes, one character each, of the files that a glob finds, to compare before and after. */
  snapshot(glob: string): Record<string, string> {
    return Object.fromEntries(
      this.files(glob).map((path) => [path, readFileSync(this.path(path), 'latin1')]),
    )
  }

  async [Symbol.asyncDispose](): Promise<void> {
    rmSync(this.root, { recursive: true, force: true, maxRetries: 3 })
  }
}

/** A project in a temporary folder, which goes with the test by `await using`. */
export function createConsumer(options: ConsumerOptions): Consumer {
  return new Consumer(options)
}

/** Puts what npm would install into a `node_modules` folder. */
function install(modules: string, packages: readonly string[]): void {
  linkDependencies(modules, packages)
  symlinkSync(join(installed(packages), 'replaywright'), join(modules, 'replaywright'), 'junction')
}

/**
 * A `node_modules` folder that holds a copy of the package. Playwright compiles what lies outside of such folders, and a
 * user's copy lies inside. It is the same one for all consumers, so that Node.js compiles it once.
 */
function installed(packages: readonly string[]): string {
  const folder = join(buildCache(), ['with', ...packages].join('-').replaceAll('/', '-'))
  const modules = join(folder, 'node_modules')
  if (existsSync(folder)) return modules
  // Made beside its place and renamed, because other workers look for it at the same time.
  const own = mkdtempSync(`${folder}-`)
  for (const path of ['package.json', 'dist'])
    cpSync(join(REPOSITORY, path), join(own, 'node_modules/replaywright', path), {
      recursive: true,
    })
  linkDependencies(join(own, 'node_modules'), packages)
  try {
    renameSync(own, folder)
  } catch (error) {
    rmSync(own, { recursive: true })
    // Another worker was faster.
    if (!existsSync(folder)) throw error
  }
  return modules
}

/** Links Playwright, what this package depends on, and `packages` into a `node_modules` folder. */
export function linkDependencies(modules: string, packages: readonly string[] = []): void {
  const { dependencies } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
    dependencies: Record<string, string>
  }
  const playwright = ['@playwright/test', 'playwright', 'playwright-core']
  for (const name of [...playwright, ...Object.keys(dependencies), ...packages]) {
    mkdirSync(dirname(join(modules, name)), { recursive: true })
    symlinkSync(join(REPOSITORY, 'node_modules', name), join(modules, name), 'junction')
  }
}

/**
 * Nothing of the run that this harness is part of: neither CI, which changes record modes, nor Playwright's
 * own variables, by which a child would take itself for a worker.
 */
export function cleanEnvironment(): Record<string, string> {
  const kept = ['PATH', 'HOME', 'TMPDIR', 'TEMP', 'SystemRoot']
  const environment: Record<string, string> = {}
  for (const name of kept) {
    const value = process.env[name]
    if (value !== undefined) environment[name] = value
  }
  // A fifth of a run's time goes into compiling Playwright.
  return { ...environment, NODE_COMPILE_CACHE: compileCache() }
}
