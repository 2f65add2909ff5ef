import { expect, request, test, type APIRequestContext, type APIResponse } from '@playwright/test'
import { Session } from '../../src/session/session.ts'
import type { SessionOptions } from '../../src/session/session-options.ts'
import { startServer, type Answer, type SeenRequest } from '../support/server.ts'

/** Something done with a request context. */
export interface Case {
  readonly title: string
  readonly options?: SessionOptions | ((servers: Servers) => SessionOptions)
  readonly call: (context: APIRequestContext, servers: Servers) => Promise<APIResponse>
}

/** Origins, for example `http://127.0.0.1:40123`. */
interface Servers {
  readonly origin: string
  /** Another one, which answers alike. */
  readonly other: string
}

/**
 * Declares a test for each case: done with Playwright's `request` and with a session, both servers see the
 * same requests, and the caller gets the same response or the same message.
 *
 * @param createAnswer makes what answers the requests of one context, with a state of its own
 */
export function compareWithRequest(cases: readonly Case[], createAnswer: () => Answer): void {
  for (const { title, options, call } of cases) {
    test(`${title} -> as on request`, async () => {
      const expected = await observe(
        (all) => request.newContext(all),
        options,
        call,
        createAnswer(),
      )
      const received = await observe((all) => Session.create(all), options, call, createAnswer())
      expect(received).toEqual(expected)
    })
  }
}

async function observe(
  create: (options: SessionOptions) => Promise<APIRequestContext>,
  options: Case['options'] = {},
  call: Case['call'],
  answer: Answer,
): Promise<unknown> {
  await using server = await startServer(answer)
  await using other = await startServer(answer)
  const servers = { origin: server.origin, other: other.origin }
  const own = typeof options === 'function' ? options(servers) : options
  await using context = await create({ baseURL: server.origin, ...own })
  const result = await call(context, servers).then(
    async (response) => ({
      status: response.status(),
      url: response.url(),
      body: await response.text(),
    }),
    ({ name, message }: Error) => ({
      // A session's NetworkError stands for both of Playwright's.
      name: ['NetworkError', 'TimeoutError'].includes(name) ? 'Error' : name,
      message: message.replace(/\n[^]*/, ''),
    }),
  )
  const observed = {
    result,
    seen: server.seen.map(comparable),
    seenByOther: other.seen.map(comparable),
    cookies: (await context.cookies()).map(({ name, value }) => ({ name, value })),
  }
  // Ports and boundaries differ from run to run.
  const text = JSON.stringify(observed)
    .replaceAll(String(server.port), 'PORT')
    .replaceAll(String(other.port), 'OTHER')
    .replaceAll(/WebKitFormBoundary\w+/g, 'BOUNDARY')
  return JSON.parse(text)
}

function comparable(seen: SeenRequest): unknown {
  const { connection: _connection, ...headers } = seen.headers
  return { ...seen, headers }
}
