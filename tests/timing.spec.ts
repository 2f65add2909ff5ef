import { expect, test } from '@playwright/test'
import { recordThenReplay } from './support/scenario.ts'

/** What lies between the two pieces of the recorded stream. */
const PAUSE_MS = 1_000

test("a stream -> at once, or with timing: 'recorded' as it came", async () => {
  const { recorded, replayed } = await recordThenReplay({
    answer: (_seen, response) => {
      response.setHeader('Content-Type', 'text/event-stream')
      response.write('data: one\n\n')
      setTimeout(() => response.end('data: two\n\n'), PAUSE_MS)
    },
    spec: ['{}', "{ timing: 'instant' }", "{ timing: 'recorded' }", "{ timing: 'fast' } as any"]
      .map(
        (use, index) => `
        test.describe(() => {
          test.use(${use})
          test('case ${index}', async ({ cassette }) => {
            const response = await fetch(API + '/events')
            const started = performance.now()
            expect(await response.text()).toBe('data: one\\n\\ndata: two\\n\\n')
            console.log('TOOK ' + Math.round(performance.now() - started))
          })
        })`,
      )
      .join(''),
  })
  expect(recorded).toMatchObject({ passed: 3, failed: 1 })
  expect(replayed).toMatchObject({ passed: 3, failed: 1 })
  const took = replayed.tests.map(({ stdout }) => Number(/TOOK (\d+)/.exec(stdout)?.[1]))
  // Only the recorded pause can make it that slow, and without it the two are at once.
  expect(took[2]).toBeGreaterThan(PAUSE_MS * 0.9)
  expect(Math.min(took[0]!, took[1]!)).toBeLessThan(PAUSE_MS * 0.9)
  expect(replayed.tests[3]!.errors.join()).toContain(`timing: "fast" is neither 'instant' nor`)
})
