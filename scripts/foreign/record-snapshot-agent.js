import { request, setGlobalDispatcher, SnapshotAgent } from 'undici'
import { requests, startServer } from './server.js'

const server = await startServer()
const agent = new SnapshotAgent({
  mode: 'record',
  snapshotPath: `${process.argv[2]}/snapshot-agent.json`,
})
setGlobalDispatcher(agent)
for (const [url, init] of requests(server.origin)) {
  const { body } = await request(url, init)
  await body.dump()
}
await agent.saveSnapshots()
await agent.close()
server.close()
