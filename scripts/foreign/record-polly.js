import { readFileSync, rmSync, writeFileSync, globSync } from 'node:fs'
import NodeHttpAdapter from '@pollyjs/adapter-node-http'
import { Polly } from '@pollyjs/core'
import FSPersister from '@pollyjs/persister-fs'
import { send } from './send.js'
import { requests, startServer } from './server.js'

const folder = process.argv[2]
const recordings = `${folder}/.polly`
rmSync(recordings, { recursive: true, force: true })
const server = await startServer()
Polly.register(NodeHttpAdapter)
Polly.register(FSPersister)
const polly = new Polly('shop', {
  adapters: ['node-http'],
  mode: 'record',
  recordFailedRequests: true,
  logLevel: 'error',
  persister: 'fs',
  persisterOptions: { fs: { recordingsDir: recordings } },
})
for (const [url, init] of requests(server.origin)) await send(url, init)
await polly.stop()
const [har] = globSync(`${recordings}/**/recording.har`)
writeFileSync(`${folder}/polly.har`, readFileSync(har))
rmSync(recordings, { recursive: true })
server.close()
