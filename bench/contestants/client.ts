/** Asks one URL again and again by a client, answered by a tool: `node client.ts fetch nock.back`. */
import http from 'node:http'
import { basename, dirname } from 'node:path'
import { joinRace } from '../turn.ts'
import { plugin } from '../plugin.ts'

/** Names in variables: these packages are those of bench/package.json, and installed only for a run. */
const CORE = '@pollyjs/core'
const ADAPTER = '@pollyjs/adapter-node-http'

interface PollyClass {
  register(adapter: unknown): void
  new (
    name: string,
    options: object,
  ): {
    readonly server: { get(url: string): { intercept(answer: Interceptor): void } }
    stop(): Promise<void>
  }
}
type Interceptor = (
  request: unknown,
  response: { status(code: number): { json(value: unknown): void } },
) => void

const [client = '', tool = '', url = '', recording = ''] = process.argv.slice(2)
const race = joinRace()

const agent = new http.Agent({ keepAlive: true })
const CLIENTS: Readonly<Record<string, () => Promise<unknown>>> = {
  fetch: async () => (await fetch(url)).text(),
  'node:http': () =>
    new Promise((resolve, reject) => {
      http
        .get(url, { agent }, (response) => response.on('end', resolve).resume())
        .on('error', reject)
    }),
}
const thing = CLIENTS[client]!
const play = async (): Promise<void> => {
  while (await race.one(thing));
}

switch (tool) {
  case 'live':
    await play()
    break
  case 'msw':
  case 'nock': {
    const { withCassette } = await plugin()
    const options = { engine: tool, recordMode: 'none', matchOn: { repeats: 'last' } } as const
    await withCassette(recording, options, play)
    break
  }
  case 'nock.back': {
    const { default: nock } = await import('nock')
    nock.back.fixtures = dirname(recording)
    nock.back.setMode('lockdown')
    const after = (scope: { persist(): void }): void => scope.persist()
    await (nock.back(basename(recording), { after } as never) as unknown as Promise<unknown>)
    await play()
    break
  }
  case 'Polly': {
    const { Polly } = (await import(CORE)) as { Polly: PollyClass }
    const { default: HttpAdapter } = (await import(ADAPTER)) as { default: unknown }
    Polly.register(HttpAdapter)
    const polly = new Polly('bench', { adapters: ['node-http'], logLevel: 'silent' })
    polly.server.get(url).intercept((_request, response) => {
      response.status(200).json({ items: [] })
    })
    await play()
    await polly.stop()
    break
  }
}
process.exit(0)
