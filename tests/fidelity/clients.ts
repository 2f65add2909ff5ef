/** What a client saw of a response. */
export interface Seen {
  readonly failed?: string
  readonly statusText: string
  /** 1xx responses; only `http` shows them. */
  readonly early?: unknown[]
  readonly trailers?: string[]
  readonly headers: unknown
  /** One character a byte; of a large body its length and hash. */
  readonly body: string
}

/**
 * A test file of a consumer: one test a client, method and path. Each writes what its client saw to
 * `OUT/<client>-<method>-<path>.json`.
 */
export function clientsSpec(paths: readonly string[]): string {
  return `
import { test } from 'replaywright'
import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { request as send } from 'node:http'

// Redaction stays on, to prove that it leaves bodies and fields alone that hold no secret.
test.use({ redact: { keep: { cookies: ['a', 'b'] } } })

const url = process.env.API_URL
const told = (bytes) => bytes.length > 4096
  ? bytes.length + ' bytes ' + createHash('sha256').update(bytes).digest('hex')
  : Buffer.from(bytes).toString('latin1')

const clients = {
  http: (path, method) => new Promise((resolve, reject) => {
    const early = []
    const request = send(url + path, { method, agent: false }, async (response) => {
      try {
        const chunks = []
        for await (const chunk of response) chunks.push(chunk)
        resolve({
          status: response.statusCode, statusText: response.statusMessage, early,
          headers: response.rawHeaders, trailers: response.rawTrailers, body: told(Buffer.concat(chunks)),
        })
      } catch (error) { reject(error) }
    })
    request.on('information', (info) => early.push([info.statusCode, info.rawHeaders]))
    request.on('error', reject)
    request.end()
  }),
  async fetch(path, method) {
    const response = await fetch(url + path, { method })
    return {
      status: response.status, statusText: response.statusText,
      headers: [...response.headers], body: told(Buffer.from(await response.arrayBuffer())),
    }
  },
  async session(path, method, session) {
    const response = await session.fetch(url + path, { method })
    return {
      status: response.status(), statusText: response.statusText(),
      headers: response.headersArray(), body: told(await response.body()),
    }
  },
}

for (const name of Object.keys(clients)) for (const method of ['GET', 'HEAD']) for (const path of ${JSON.stringify(paths)}) {
  test(name + ' ' + method + ' ' + path, async ({ session }) => {
    const seen = await clients[name](path, method, session)
      .catch((error) => ({ failed: error.code ?? error.cause?.code ?? error.message }))
    mkdirSync(process.env.OUT, { recursive: true })
    writeFileSync(process.env.OUT + '/' + [name, method, path.slice(1)].join('-') + '.json', JSON.stringify(seen))
  })
}
`
}
