import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { connect, createServer, type AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import { linkDependencies } from './consumer.ts'
import { linkCommands, runShell, type ShellRun } from './shell.ts'

const REPOSITORY = resolve(import.meta.dirname, '../..')

/** The port that the documentation names. */
const PORT_OF_DOCS = '3000'

/** What the documentation tells a newcomer to install. */
const INSTALL = 'npm install --save-dev @playwright/test replaywright'

/**
 * A person with an empty folder and a terminal. The package comes from the archive that `npm pack` makes, as npm would
 * unpack it; its dependencies are those of this repository. What the documentation calls port 3000 is a free one.
 */
export class Newcomer implements AsyncDisposable {
  readonly root: string
  readonly port: string
  #server: ChildProcess | undefined

  private constructor(port: number) {
    this.root = mkdtempSync(join(tmpdir(), 'replaywright-newcomer-'))
    this.port = String(port)
  }

  static async arrive(): Promise<Newcomer> {
    return new Newcomer(await freePort())
  }

  /** Types a script into the terminal. `npm install` takes what lies here. */
  async type(script: string, env: Readonly<Record<string, string>> = {}): Promise<ShellRun> {
    const lines = script.split('\n').filter((line) => line.trim() !== INSTALL)
    const run = await runShell(this.#here(lines.join('\n')), { cwd: this.root, env })
    if (script.includes(INSTALL)) this.#install()
    return { ...run, output: run.output.replaceAll(this.port, PORT_OF_DOCS) }
  }

  /** Saves a file. */
  save(path: string, text: string): void {
    mkdirSync(dirname(join(this.root, path)), { recursive: true })
    writeFileSync(join(this.root, path), this.#here(text))
  }

  read(path: string): string {
    return readFileSync(join(this.root, path), 'utf8')
  }

  exists(path: string): boolean {
    return existsSync(join(this.root, path))
  }

  /** Runs `node <script>` in a second terminal, until `stop`. */
  async start(script: string): Promise<void> {
    const child = spawn(process.execPath, [script], { cwd: this.root, stdio: 'inherit' })
    this.#server = child
    while (!(await answers(Number(this.port)))) {
      if (child.exitCode !== null) throw new Error(`${script} ended with ${child.exitCode}`)
    }
  }

  /** Ctrl+C in the second terminal. */
  async stop(): Promise<void> {
    const child = this.#server
    this.#server = undefined
    if (child === undefined || child.exitCode !== null) return
    const ended = once(child, 'exit')
    child.kill('SIGINT')
    await ended
    if (await answers(Number(this.port))) throw new Error('something still answers')
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.stop()
    rmSync(this.root, { recursive: true, force: true })
  }

  #here(text: string): string {
    return text.replaceAll(PORT_OF_DOCS, this.port)
  }

  #install(): void {
    const modules = join(this.root, 'node_modules')
    mkdirSync(modules)
    command('npm', ['pack', '--ignore-scripts', '--pack-destination', modules], REPOSITORY)
    const { version } = JSON.parse(readFileSync(join(REPOSITORY, 'package.json'), 'utf8')) as {
      version: string
    }
    const archive = `replaywright-${version}.tgz`
    command('tar', ['-xzf', archive], modules)
    command('mv', ['package', 'replaywright'], modules)
    rmSync(join(modules, archive))
    linkDependencies(modules)
    linkCommands(this.root)
  }
}

function command(name: string, args: readonly string[], cwd: string): void {
  const { status, stderr, error } = spawnSync(name, args, { cwd, encoding: 'utf8' })
  if (status !== 0) throw new Error(`${name} ${args.join(' ')}: ${stderr}`, { cause: error })
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

async function answers(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' })
  try {
    await once(socket, 'connect')
    return true
  } catch {
    return false
  } finally {
    socket.destroy()
  }
}
