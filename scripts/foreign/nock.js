import { rmSync } from 'node:fs'
import { resolve } from 'node:path'
import { send } from './send.js'
import { requests, startServer } from './server.js'

// nock 13 keeps header fields as a flat list, nock 15 as an object, in which only the last Set-Cookie is left.
const [version, options] =
  process.argv[2] === '13'
    ? ['nock13', {}]
    : ['nock', { recorder: { enable_reqheaders_recording: true } }]
const { default: nock } = await import(version)
const folder = resolve(import.meta.dirname, '../../fixtures/foreign')
const name = `nock-back-${process.argv[2]}.json`
rmSync(`${folder}/${name}`, { force: true })
const server = await startServer()
nock.back.fixtures = folder
nock.back.setMode('update')
const { nockDone } = await nock.back(name, options)
for (const [url, init] of requests(server.origin)) await send(url, init)
nockDone()
server.close()
