import type { TestInfo } from '@playwright/test'
import type { Interaction } from './interaction/interaction.ts'

const CHOICES = ['off', 'on', 'only-on-failure'] as const

/** Which tests have their cassette attached to the report, as a page to look at. Playwright's words for `screenshot`. */
export type AttachCassette = (typeof CHOICES)[number]

/** @throws TypeError that lists what is allowed. */
export function checkAttachCassette(value: unknown): asserts value is AttachCassette {
  if (CHOICES.some((choice) => choice === value)) return
  throw new TypeError(
    `attachCassette: ${JSON.stringify(value)} is none of ${CHOICES.map((choice) => `'${choice}'`).join(', ')}`,
  )
}

/** Whether a test that `failed` or did not wants its cassette in the report. */
export function wantsCassette(choice: AttachCassette, failed: boolean): boolean {
  return choice === 'on' || (choice === 'only-on-failure' && failed)
}

/** Attaches the page of a cassette whose secrets are placeholders. */
export async function attachCassette(
  report: Pick<TestInfo, 'attach'>,
  title: { name: string; recordedAt: number },
  interactions: readonly Interaction[],
): Promise<void> {
  // Loaded where it is needed: most tests pass.
  const { formatViewer } = await import('./viewer/page.ts')
  await report.attach('replaywright-cassette.html', {
    body: formatViewer(title, interactions),
    contentType: 'text/html',
  })
}
