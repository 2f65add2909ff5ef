import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type Server, type Socket } from 'node:net'
import type { AddressInfo } from 'node:net'
import { createInterface } from 'node:readline'
import { median, milliseconds, type Row } from './measure.ts'

/** A process that does the same thing again and again, when it is its turn. */
export interface Contestant {
  readonly name: string
  /** The command of the process, which answers by `takeTurns` (bench/turn.ts). */
  readonly command: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
}

export interface Race {
  /** The first is the yardstick. */
  readonly contestants: readonly Contestant[]
  /** Turns that each contestant has, after those that warm it up. */
  readonly rounds: number
  /** How often the thing is done in a turn. */
  readonly size: number
  readonly warmUp?: number
}

/**
 * Lets processes take turns, so that what else the machine does hits all of them alike, and compares each with the
 * first by what they took in the same round.
 */
export async function race({ contestants, rounds, size, warmUp = 3 }: Race): Promise<Row[]> {
  const runners: Runner[] = []
  try {
    // One after the other: a process that starts disturbs the others.
    for (const contestant of contestants) runners.push(await Runner.start(contestant))
    for (let round = 0; round < warmUp; round++)
      for (const runner of runners) await runner.turn(size)
    const times: number[][] = []
    for (let round = 0; round < rounds; round++) {
      const row: number[] = []
      for (const runner of runners) row.push((await runner.turn(size)) / size)
      times.push(row)
    }
    return contestants.map(({ name }, index) => ({
      name,
      value: milliseconds(median(times.map((row) => row[index]!))),
      ratio: median(times.map((row) => row[index]! / row[0]!)),
    }))
  } finally {
    await Promise.all(runners.map((runner) => runner.stop()))
  }
}

/** A contestant's process, reached by a connection that it makes before it does anything else. */
class Runner {
  readonly #child: ChildProcess
  readonly #server: Server
  readonly #socket: Socket
  readonly #lines: AsyncIterator<string>
  readonly #output: () => string

  private constructor(child: ChildProcess, server: Server, socket: Socket, output: () => string) {
    this.#child = child
    this.#server = server
    this.#socket = socket
    this.#output = output
    this.#lines = createInterface({ input: socket })[Symbol.asyncIterator]()
  }

  static async start({ command, cwd, env }: Contestant): Promise<Runner> {
    const server = createServer().listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const [file = '', ...args] = command
    const child = spawn(file, args, {
      cwd,
      env: { ...process.env, ...env, TURNS_PORT: String(port) },
      stdio: ['ignore', 'pipe', 'pipe'],
    })
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream
        .setEncoding('utf8')
        .on('data', (text: string) => (output = (output + text).slice(-4000)))
    }
    const ended = once(child, 'exit').then(() => {
      throw new Error(`${command.join(' ')} ended before its first turn:\n${output}`)
    })
    const [socket] = (await Promise.race([once(server, 'connection'), ended])) as [Socket]
    ended.catch(() => {})
    return new Runner(child, server, socket, () => output)
  }

  /** @returns milliseconds that it took to do the thing `size` times. */
  async turn(size: number): Promise<number> {
    this.#socket.write(`${size}\n`)
    const { value, done } = await this.#lines.next()
    if (done) {
      await once(this.#child, 'exit')
      throw new Error(`a contestant ended early:\n${this.#output()}`)
    }
    return Number(value)
  }

  async stop(): Promise<void> {
    this.#socket.end()
    if (this.#child.exitCode === null && this.#child.signalCode === null) {
      const timer = setTimeout(() => this.#child.kill('SIGKILL'), 10_000)
      await once(this.#child, 'exit')
      clearTimeout(timer)
    }
    this.#server.close()
  }
}
