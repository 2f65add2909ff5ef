import { createConsumer, type ConsumerRun } from './consumer.ts'
import { startServer, type Answer, type SeenRequest } from './server.ts'

interface Scenario {
  /** How the live server answers. */
  readonly answer: Answer
  /**
   * The text of the test file. `API` is the server's origin; `REPLAYING` is true in the second run, so that a
   * test can then do something else than it recorded.
   */
  readonly spec: string
  readonly config?: string
  /** Changes a cassette's text between recording and replay. */
  readonly change?: (har: string) => string
  /** More arguments of the replay. */
  readonly args?: readonly string[]
}

interface ScenarioResult {
  readonly recorded: ConsumerRun
  readonly replayed: ConsumerRun
  /** What the live server was asked. */
  readonly seen: readonly SeenRequest[]
  /** The cassettes, path -> text. */
  readonly cassettes: Readonly<Record<string, string>>
}

const PRELUDE = `import { test, expect } from 'replaywright'
const API = process.env.API!
const REPLAYING = process.env.CI === '1'
`

/**
 * Records a test file against a live server, ends the server, and replays it as CI does.
 *
 * @example
 * const { replayed } = await recordThenReplay({ answer, spec: `test('x', async ({ session }) => { … })` })
 * expect(replayed).toMatchObject({ passed: 1, failed: 0 })
 */
export async function recordThenReplay(scenario: Scenario): Promise<ScenarioResult> {
  const { answer, spec, config, change = (har) => har, args = [] } = scenario
  await using consumer = createConsumer({
    files: { 'tests/a.spec.ts': PRELUDE + spec },
    ...(config !== undefined && { config }),
  })
  let recorded: ConsumerRun
  let seen: readonly SeenRequest[]
  let env: Record<string, string>
  {
    await using server = await startServer(answer)
    env = { API: server.origin }
    recorded = await consumer.run([], { env })
    seen = server.seen
  }
  const paths = consumer.files('fixtures/**/*.har')
  const cassettes = Object.fromEntries(paths.map((path) => [path, consumer.read(path)]))
  for (const [path, har] of Object.entries(cassettes)) consumer.write(path, change(har))
  const replayed = await consumer.run(args, { env: { ...env, CI: '1' } })
  return { recorded, replayed, seen, cassettes }
}
