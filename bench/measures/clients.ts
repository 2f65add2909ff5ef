import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { LiveServer } from '../../tests/support/live-server.ts'
import type { Measure, Row } from '../measure.ts'
import { harOf, nockOf } from '../recordings.ts'
import { race } from '../turns.ts'

const SCRIPT = new URL('../contestants/client.ts', import.meta.url).pathname
const PEERS: Readonly<Record<string, readonly string[]>> = {
  fetch: ['live'],
  'node:http': ['live', 'Polly'],
}

/** What a replayed request costs other clients, outside a test. */
export const measure: Measure = {
  title: 'a replayed request by fetch and node:http ÷ the same by nock.back',
  targets: { 'fetch, msw': '<= 1.0', 'node:http, msw': '<= 1.0' },
  async run() {
    await using server = await LiveServer.start(new URL('../server.ts', import.meta.url))
    const folder = mkdtempSync(join(tmpdir(), 'replaywright-bench-'))
    try {
      const url = `${server.url}/articles`
      const [har, nock] = [join(folder, 'one.har'), join(folder, 'one.json')]
      writeFileSync(har, harOf([url]))
      writeFileSync(nock, nockOf([url]))
      const rows: Row[] = []
      for (const [client, peers] of Object.entries(PEERS)) {
        rows.push(
          ...(await race({
            contestants: ['nock.back', 'msw', 'nock', ...peers].map((tool) => ({
              name: `${client}, ${tool}`,
              command: [
                process.execPath,
                SCRIPT,
                client,
                tool,
                url,
                tool === 'nock.back' ? nock : har,
              ],
            })),
            rounds: 15,
            size: 200,
          })),
        )
      }
      return rows
    } finally {
      rmSync(folder, { recursive: true })
    }
  },
}
