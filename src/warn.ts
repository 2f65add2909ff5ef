import type { TestInfo } from '@playwright/test'

/** Says something of a test that is no failure: in the report as an annotation, and in one line of output. */
export function warn(testInfo: Pick<TestInfo, 'annotations'>, message: string): void {
  testInfo.annotations.push({ type: 'replaywright', description: message })
  process.stderr.write(`replaywright: ${message}\n`)
}
