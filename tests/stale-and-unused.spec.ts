import { expect, test } from '@playwright/test'
import { recordThenReplay } from './support/scenario.ts'

const DAY_MS = 86_400_000

/** What the report says of the tests beside their results, once each: it names them of a test and of its run. */
function annotations(run: { report: unknown }): string[] {
  const found = JSON.stringify(run.report).matchAll(
    /"type":"replaywright","description":"([^"]*)"/g,
  )
  return [...new Set([...found].map(([, text]) => text!))]
}

test('a cassette older than staleAfter -> a warning in report and output, or a failure', async () => {
  const cases = ["'90d'", "{ after: '90d', fail: true }", "'52w'", 'undefined']
  const { recorded, replayed } = await recordThenReplay({
    answer: (_seen, response) => void response.end(),
    change: (har) =>
      har.replace(/(?<="recordedAt": ")[^"]+/, new Date(Date.now() - 91 * DAY_MS).toISOString()),
    spec: cases
      .map(
        (staleAfter, index) => `
        test.describe(() => {
          test.use({ staleAfter: ${staleAfter} })
          test('case ${index}', async ({ session }) => { await session.get(API + '/') })
        })`,
      )
      .join(''),
  })
  expect(recorded).toMatchObject({ passed: 4 })
  expect(recorded.output).not.toContain('staleAfter')
  expect(replayed).toMatchObject({ passed: 3, failed: 1 })
  const text = (index: number, line: number): string =>
    `fixtures/tests/a/case-${index}.har was recorded 91 days ago, and staleAfter is 90d. ` +
    `To record again: npx playwright test tests/a.spec.ts:${line} -u`
  expect(annotations(replayed)).toEqual([text(0, 7)])
  expect(replayed.tests[0]!.stderr).toBe(`replaywright: ${text(0, 7)}\n`)
  expect(replayed.tests[1]!.errors.join('\n')).toContain(text(1, 11))
})

test('interactions that nobody asked for -> ignored, warned of, or a failure that never hides another', async () => {
  const calls = `
    await session.get(API + '/one')
    if (REPLAYING && stop === 'fail') expect('mine').toBe('yours')
    if (REPLAYING && stop === 'skip') test.skip()
    if (!REPLAYING || stop === 'no') await session.post(API + '/two')
    if (!REPLAYING || stop === 'no') await session.get(API + '/three')`
  const cases: [use: string, stop: string][] = [
    ['{}', 'early'],
    ["{ unusedInteractions: 'ignore' }", 'early'],
    ["{ unusedInteractions: 'fail' }", 'early'],
    ["{ unusedInteractions: 'fail' }", 'no'],
    ["{ unusedInteractions: 'fail' }", 'fail'],
    ["{ unusedInteractions: 'fail' }", 'skip'],
    ["{ unusedInteractions: 'sometimes' }", 'no'],
  ]
  const { recorded, replayed } = await recordThenReplay({
    answer: (_seen, response) => void response.end(),
    spec: cases
      .map(
        ([use, stop], index) => `
        test.describe(() => {
          test.use(${use} as object)
          test('case ${index}', async ({ session }) => {
            const stop: string = '${stop}'
            ${calls}
          })
        })`,
      )
      .join(''),
  })
  expect(recorded).toMatchObject({ passed: 6, failed: 1 })
  expect(replayed).toMatchObject({ passed: 3, failed: 3, skipped: 1 })
  const errors = replayed.tests.map((run) => run.errors.join('\n'))
  const text =
    /fixtures\/tests\/a\/case-\d\.har: 2 of 3 recorded interactions were not asked for: #2 POST \S+\/two, #3 GET \S+\/three\. To record again: npx playwright test tests\/a\.spec\.ts:\d+ -u/
  expect(annotations(replayed)).toEqual([expect.stringMatching(text)])
  expect(replayed.tests[0]!.stderr).toMatch(text)
  expect(replayed.tests[1]!.stderr).toBe('')
  expect(errors[2]).toMatch(text)
  expect(replayed.tests[4]!.errors).toEqual([expect.stringContaining('mine')])
  expect(errors[6]).toContain(`unusedInteractions: "sometimes" is none of 'ignore', 'warn', 'fail'`)
})
