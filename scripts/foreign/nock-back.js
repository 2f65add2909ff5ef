import { rmSync } from 'node:fs'
import { send } from './send.js'
import { requests, startServer } from './server.js'

/**
 * Records with nock.back.
 *
 * @param nock the module
 * @param folder where the file is written
 */
export async function recordNockBack(nock, folder, name, options = {}) {
  rmSync(`${folder}/${name}`, { force: true })
  const server = await startServer()
  nock.back.fixtures = folder
  nock.back.setMode('update')
  const { nockDone } = await nock.back(name, options)
  for (const [url, init] of requests(server.origin)) await send(url, init)
  nockDone()
  server.close()
}
