import { LiveServer } from '../tests/support/live-server.ts'
import type { Row } from './measure.ts'
import { contestant, createProject, turns } from './project.ts'
import { race } from './turns.ts'

/** Another tool, in a test of Playwright's own. */
interface Peer {
  readonly name: string
  /** What the test does before its turn, as source text. */
  readonly before: string
}

interface Setup {
  /** The environment that makes the plugin record or replay. */
  readonly env: Readonly<Record<string, string>>
  readonly peer: Peer
  /** Files of the project, by the server's URL. */
  readonly files?: (url: string) => Readonly<Record<string, string>>
}

/** What a request costs in a test, over a live one by Playwright's `request`: by the plugin, and by a peer. */
export async function besideLive({ env, peer, files = () => ({}) }: Setup): Promise<Row[]> {
  await using server = await LiveServer.start(new URL('server.ts', import.meta.url))
  await using project = createProject({
    'live.spec.ts': turns('@playwright/test', 'request', 'request.get(url)'),
    'session.spec.ts': turns('replaywright', 'session', 'session.get(url)'),
    'request.spec.ts': turns('replaywright', 'request', 'request.get(url)'),
    'peer.spec.ts': turns('@playwright/test', 'request', 'request.get(url)', peer.before),
    ...files(server.url),
  })
  const live = { API_URL: server.url }
  const ours = { ...live, ...env }
  return await race({
    contestants: [
      contestant(project, 'request, live', 'live.spec.ts', live),
      contestant(project, 'session, msw', 'session.spec.ts', ours),
      contestant(project, 'session, nock', 'session.spec.ts', { ...ours, ENGINE: 'nock' }),
      contestant(project, 'request, msw', 'request.spec.ts', ours),
      contestant(project, peer.name, 'peer.spec.ts', live),
    ],
    rounds: 15,
    size: 100,
  })
}
