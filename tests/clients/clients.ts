import http from 'node:http'
import https from 'node:https'
import { gunzipSync } from 'node:zlib'
import { request as playwrightRequest } from '@playwright/test'
import axios from 'axios'
import { got } from 'got'
import ky from 'ky'
import nodeFetch from 'node-fetch'
import { Session } from 'replaywright'
import superagent from 'superagent'
import * as undici from 'undici'
import { byOwnContext } from './playwright-clients.ts'

/** One request, in the words of no client. */
export interface Ask {
  readonly url: string
  /** Sent by POST, where given. */
  readonly body?: Buffer
  /** The client gives up after so many milliseconds. */
  readonly giveUpAfter?: number
  /** The origin of a proxy. */
  readonly proxy?: string
}

interface Got {
  readonly status: number
  readonly location?: string | undefined
  readonly cookies: readonly string[]
  /** Unpacked. */
  readonly text: string
}

/** How a client sends one. */
export type Client = (ask: Ask) => Promise<Got>

const INSECURE = { rejectUnauthorized: false }
/** Kept alive, and made when the file loads, long before a test begins. */
const agents = {
  http: new http.Agent({ keepAlive: true }),
  https: new https.Agent({ keepAlive: true, ...INSECURE }),
}
const dispatcher = new undici.Agent({ connect: INSECURE })
const agentOf = (url: string): http.Agent => (url.startsWith('https:') ? agents.https : agents.http)
const signalOf = ({ giveUpAfter }: Ask): AbortSignal | undefined =>
  giveUpAfter === undefined ? undefined : AbortSignal.timeout(giveUpAfter)
const listOf = (field: string | string[] | undefined): string[] => [field ?? []].flat()
const methodOf = ({ body }: Ask): 'GET' | 'POST' => (body ? 'POST' : 'GET')

/** What clients that do not unpack give, unpacked; on replay a body comes unpacked already. */
function unpacked(body: Buffer, coding: string | string[] | undefined): string {
  return (coding === 'gzip' ? gunzipSync(body) : body).toString()
}

/** The options of WHATWG `fetch`, without those that are absent. */
function fetchInit(ask: Ask): { method: string; body?: Buffer<ArrayBuffer>; signal?: AbortSignal } {
  const signal = signalOf(ask)
  return {
    method: methodOf(ask),
    ...(ask.body && { body: ask.body as Buffer<ArrayBuffer> }),
    ...(signal && { signal }),
  }
}

async function ofResponse(response: Pick<Response, 'status' | 'headers' | 'text'>): Promise<Got> {
  const { status, headers } = response
  return { status, cookies: headers.getSetCookie(), text: await response.text() }
}

const undiciRequest =
  (client: (ask: Ask) => undici.Dispatcher): Client =>
  async (ask) => {
    const { url, body } = ask
    const signal = signalOf(ask)
    const got = await undici.request(url, {
      dispatcher: client(ask),
      method: methodOf(ask),
      ...(body && { body }),
      ...(signal && { signal }),
    })
    return {
      status: got.statusCode,
      location: listOf(got.headers.location)[0],
      cookies: listOf(got.headers['set-cookie']),
      text: unpacked(Buffer.from(await got.body.arrayBuffer()), got.headers['content-encoding']),
    }
  }

const proxied = ({ proxy }: Ask): undici.Dispatcher =>
  proxy === undefined ? dispatcher : new undici.ProxyAgent({ uri: proxy, requestTls: INSECURE })

const pools = new Map<string, undici.Pool>()
function poolOf({ url }: Ask): undici.Pool {
  const { origin } = new URL(url)
  const pool = pools.get(origin) ?? new undici.Pool(origin, { connect: INSECURE, connections: 4 })
  pools.set(origin, pool)
  return pool
}

const nodeHttp: Client = (ask) => {
  const { promise, resolve, reject } = Promise.withResolvers<Got>()
  const { url, body, proxy } = ask
  const { request } = url.startsWith('https:') ? https : http
  const { hostname, port } = new URL(proxy ?? url)
  const outgoing = request(url, {
    ...(proxy !== undefined && { hostname, port, path: url }),
    agent: agentOf(url),
    method: methodOf(ask),
    signal: signalOf(ask),
  })
  outgoing.on('error', reject).on('response', (response) => {
    const chunks: Buffer[] = []
    response
      .on('data', (chunk: Buffer) => chunks.push(chunk))
      .on('end', () => {
        const { statusCode = 0, headers } = response
        resolve({
          status: statusCode,
          location: headers.location,
          cookies: listOf(headers['set-cookie']),
          text: unpacked(Buffer.concat(chunks), headers['content-encoding']),
        })
      })
  })
  outgoing.end(body)
  return promise
}

/** Each client by its name in the table. */
export const CLIENTS: Record<string, Client> = {
  'playwright.request.newContext': byOwnContext((options) => playwrightRequest.newContext(options)),
  'Session.create': byOwnContext((options) => Session.create(options)),
  'fetch (global)': async (ask) => ofResponse(await fetch(ask.url, fetchInit(ask))),
  'undici fetch': async (ask) =>
    ofResponse(
      await undici.fetch(ask.url, {
        ...fetchInit(ask),
        dispatcher: proxied(ask),
      }),
    ),
  'undici request': undiciRequest(proxied),
  'undici Pool': undiciRequest(poolOf),
  'node:http, node:https': nodeHttp,
  axios: async (ask) => {
    const { url, body, proxy } = ask
    const target = proxy === undefined ? undefined : new URL(proxy)
    const signal = signalOf(ask)
    const response = await axios.request<string>({
      url,
      method: methodOf(ask),
      responseType: 'text',
      httpAgent: agents.http,
      httpsAgent: agents.https,
      proxy: target ? { host: target.hostname, port: Number(target.port) } : false,
      ...(body && { data: body }),
      ...(signal && { signal }),
    })
    return {
      status: response.status,
      cookies: listOf(response.headers['set-cookie']),
      text: response.data,
    }
  },
  got: async (ask) => {
    const signal = signalOf(ask)
    const response = await got(ask.url, {
      method: methodOf(ask),
      agent: agents,
      https: INSECURE,
      retry: { limit: 0 },
      ...(ask.body && { body: ask.body }),
      ...(signal && { signal }),
    })
    return {
      status: response.statusCode,
      cookies: listOf(response.headers['set-cookie']),
      text: response.body,
    }
  },
  ky: async (ask) => ofResponse(await ky(ask.url, { ...fetchInit(ask), retry: 0, timeout: false })),
  'node-fetch': async (ask) => {
    const response = await nodeFetch(ask.url, { ...fetchInit(ask), agent: agentOf(ask.url) })
    const cookies = response.headers.raw()['set-cookie'] ?? []
    return { status: response.status, cookies, text: await response.text() }
  },
  superagent: async ({ url, body, giveUpAfter }) => {
    const request = body ? superagent.post(url) : superagent.get(url)
    request.agent(agentOf(url)).buffer(true).disableTLSCerts()
    // What has no content type is text here.
    request.parse((response, done) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(Buffer.from(chunk)))
      response.on('end', () => done(null, Buffer.concat(chunks).toString()))
    })
    if (giveUpAfter !== undefined) request.timeout(giveUpAfter)
    const response = await (body ? request.type('application/octet-stream').send(body) : request)
    return {
      status: response.status,
      cookies: listOf(response.headers['set-cookie']),
      text: response.body as string,
    }
  },
}

/** What a client cannot do by its own options: it would need an agent of another package for it. */
export function cannot(client: string, feature: string): boolean {
  if (!feature.endsWith('proxy')) return false
  const tunnels = [
    'playwright.request.newContext',
    'Session.create',
    'undici fetch',
    'undici request',
  ]
  const able = feature === 'proxy' ? [...tunnels, 'node:http, node:https', 'axios'] : tunnels
  return !able.includes(client)
}
