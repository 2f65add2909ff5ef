import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'
import { compileCache } from './build-cache.ts'

/** How long a server may take to say its port, and to end. */
const START_MS = 20_000
const STOP_MS = 5_000

/** Ends a server whose parent died, so that a killed test run leaves no process behind. */
const END_WITH_PARENT =
  'data:text/javascript,' +
  encodeURIComponent("process.stdin.on('end', () => process.exit()).resume().unref()")

export interface LiveServerOptions {
  /** 0, the default, is a free one. A server that was stopped can be started again on its port. */
  readonly port?: number
  /** Set over this process's environment. */
  readonly env?: Readonly<Record<string, string>>
}

/**
 * A server module in a process of its own, on loopback.
 *
 * The module listens on `process.env.PORT`, 0 for a free one, and then prints `{"port":<number>}` as one line.
 *
 * @example
 * await using server = await LiveServer.start(new URL('../../demo/api.ts', import.meta.url))
 * await fetch(`${server.url}/welcome`)
 * await server.stop() // its port is closed now
 */
export class LiveServer {
  readonly port: number
  /** `http://127.0.0.1:<port>`, without a slash at its end. */
  readonly url: string
  readonly #child: ChildProcess

  private constructor(child: ChildProcess, port: number) {
    this.#child = child
    this.port = port
    this.url = `http://127.0.0.1:${port}`
  }

  static async start(
    module: string | URL,
    { port = 0, env = {} }: LiveServerOptions = {},
  ): Promise<LiveServer> {
    const path = module instanceof URL ? fileURLToPath(module) : module
    const child = spawn(process.execPath, ['--import', END_WITH_PARENT, path], {
      env: { NODE_COMPILE_CACHE: compileCache(), ...process.env, ...env, PORT: String(port) },
      stdio: ['pipe', 'pipe', 'pipe'],
    })
    let stderr = ''
    child.stderr.setEncoding('utf8').on('data', (chunk: string) => (stderr += chunk))
    try {
      return new LiveServer(child, await announcedPort(child))
    } catch (error) {
      child.kill('SIGKILL')
      throw new Error(`${path} did not start: ${(error as Error).message}\n${stderr}`, {
        cause: error,
      })
    }
  }

  get running(): boolean {
    return this.#child.exitCode === null && this.#child.signalCode === null
  }

  /**
   * Ends the process, and looks that its port takes no connection.
   *
   * @throws when something still answers there: a replay against it would prove nothing.
   */
  async stop(): Promise<void> {
    if (this.running) {
      const ended = once(this.#child, 'exit')
      this.#child.kill('SIGTERM')
      const force = setTimeout(() => this.#child.kill('SIGKILL'), STOP_MS)
      await ended
      clearTimeout(force)
    }
    if (!(await portIsClosed(this.port)))
      throw new Error(`Port ${this.port} still takes connections after its server ended`)
  }

  async [Symbol.asyncDispose](): Promise<void> {
    if (this.running) await this.stop()
  }
}

/** Whether nothing listens there: a connection is refused. */
export async function portIsClosed(port: number): Promise<boolean> {
  const socket = connect({ port, host: '127.0.0.1' })
  try {
    await once(socket, 'connect')
    return false
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ECONNREFUSED') return true
    throw error
  } finally {
    socket.destroy()
  }
}

/** The port that the server prints in its first line. */
function announcedPort(child: ChildProcess): Promise<number> {
  const { promise, resolve, reject } = Promise.withResolvers<number>()
  const timeout = setTimeout(() => reject(new Error(`no port within ${START_MS} ms`)), START_MS)
  createInterface({ input: child.stdout! }).once('line', (line) => {
    try {
      resolve((JSON.parse(line) as { port: number }).port)
    } catch {
      reject(new Error(`its first line is no {"port":…}: ${line}`))
    }
  })
  child.once('error', reject)
  child.once('exit', (code, signal) => reject(new Error(`it ended with ${code ?? signal}`)))
  return promise.finally(() => clearTimeout(timeout))
}
