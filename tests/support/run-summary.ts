import { stripVTControlCharacters } from 'node:util'
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter'

interface TestSummary {
  /** Titles of describe blocks and test, joined by ` › `. */
  readonly title: string
  readonly file: string
  readonly project: string
  readonly status: 'skipped' | 'expected' | 'unexpected' | 'flaky'
  /** Messages of all attempts, without colours. */
  readonly errors: readonly string[]
  /** Attachments of the last attempt. */
  readonly attachments: readonly {
    readonly name: string
    readonly path: string | undefined
    /** Decoded, where the report holds the body itself. */
    readonly body: string | undefined
  }[]
  /** How often it was run. */
  readonly attempts: number
  /** What the test printed, all attempts. */
  readonly stdout: string
  readonly stderr: string
}

/** A run's JSON report, in the words of its last lines. */
export interface RunSummary {
  /** Tests that passed at once. */
  readonly passed: number
  readonly failed: number
  readonly flaky: number
  readonly skipped: number
  /** All messages, those of tests first, then those of no test. Without colours. */
  readonly errors: readonly string[]
  readonly tests: readonly TestSummary[]
  /** `undefined` where the run ended before it wrote one. */
  readonly report: JSONReport | undefined
}

/** @param json the text of Playwright's JSON report, where there is one. */
export function summarise(json: string | undefined): RunSummary {
  if (json === undefined)
    return {
      passed: 0,
      failed: 0,
      flaky: 0,
      skipped: 0,
      errors: [],
      tests: [],
      report: undefined,
    }
  const report = JSON.parse(json) as JSONReport
  const tests = report.suites.flatMap((suite) => testsOf(suite, []))
  const { expected, unexpected, flaky, skipped } = report.stats
  return {
    passed: expected,
    failed: unexpected,
    flaky,
    skipped,
    errors: [
      ...tests.flatMap(({ errors }) => errors),
      ...report.errors.map(({ message = '' }) => stripVTControlCharacters(message)),
    ],
    tests,
    report,
  }
}

function testsOf(suite: JSONReportSuite, titles: readonly string[]): TestSummary[] {
  const specs = suite.specs.flatMap((spec) =>
    spec.tests.map(({ results, status, projectName }): TestSummary => {
      const output = (name: 'stdout' | 'stderr'): string =>
        results
          .flatMap((result) => result[name])
          .map((entry) =>
            'text' in entry ? entry.text : Buffer.from(entry.buffer, 'base64').toString('utf8'),
          )
          .join('')
      return {
        title: [...titles, spec.title].join(' › '),
        file: spec.file,
        project: projectName,
        status,
        errors: results.flatMap(({ errors }) =>
          errors.map(({ message }) => stripVTControlCharacters(message)),
        ),
        attachments: (results.at(-1)?.attachments ?? []).map(({ name, path, body }) => ({
          name,
          path,
          body: body === undefined ? undefined : Buffer.from(body, 'base64').toString('utf8'),
        })),
        attempts: results.length,
        stdout: output('stdout'),
        stderr: output('stderr'),
      }
    }),
  )
  const inner = (suite.suites ?? []).flatMap((child) => testsOf(child, [...titles, child.title]))
  return [...specs, ...inner]
}
