/** Asks one URL again and again by a client, answered by a tool: `node client.ts fetch nock.back`. */
import http from 'node:http'
import { basename, dirname } from 'node:path'
import { joinRace } from '../turn.ts'

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
    const { withCassette } = await import('../../dist/index.js')
    const options = { engine: tool, recordMode: 'none', matchOn: { repeats: 'last' } } as const
    await withCassette(recording, options, play)
    break
  }
  case 'nock.back': {
    const { default: nock } = await import('nock')
    nock.back.fixtures = dirname(recording)
    nock.back.setMode('lockdown')
    const after = (scope: { persist(): void }): void => void scope.persist()
    await nock.back(basename(recording), { after } as never)
    await play()
    break
  }
  case 'Polly': {
    const { Polly } = await import('@pollyjs/core')
    const { default: HttpAdapter } = await import('@pollyjs/adapter-node-http')
    Polly.register(HttpAdapter)
    const polly = new Polly('bench', { adapters: ['node-http'], logLevel: 'silent' })
    polly.server.get(url).intercept((_request, response) => {
      response.status(200).json({ items: [] })
    })
    await play()
    await polly.stop()
    break
  }
  case 'SnapshotAgent': {
    const { MockAgent, setGlobalDispatcher } = await import('undici')
    const mock = new MockAgent()
    mock.disableNetConnect()
    const { origin, pathname } = new URL(url)
    mock.get(origin).intercept({ path: pathname }).reply(200, { items: [] }).persist()
    setGlobalDispatcher(mock)
    await play()
    break
  }
}
process.exit(0)
