import { spawnSync } from 'node:child_process'
import { createRequire } from 'node:module'
import { dirname, relative, resolve, sep } from 'node:path'
import { stripVTControlCharacters } from 'node:util'
import type { JSONReport, JSONReportSuite } from '@playwright/test/reporter'
import { CliError } from './cli-error.ts'

/**
 * The tests of the project in the working directory, as cassettes name them: `<file> › <titles>`.
 *
 * @param config a Playwright configuration file, where it is not found by its name.
 * @throws CliError where Playwright is not installed or cannot load a test file: its tests would look gone.
 */
export function listTests(config: string | undefined): Set<string> {
  const arguments_ = ['test', '--list', '--reporter=json', ...(config ? ['-c', config] : [])]
  const { stdout, stderr } = spawnSync(process.execPath, [playwrightCli(), ...arguments_], {
    encoding: 'utf8',
    maxBuffer: Number.POSITIVE_INFINITY,
    env: {
      ...process.env,
      PLAYWRIGHT_JSON_OUTPUT_FILE: undefined,
      PLAYWRIGHT_JSON_OUTPUT_NAME: undefined,
    },
  })
  const report = parseReport(stdout, stderr)
  const [error] = report.errors
  if (error) {
    throw new CliError(
      `playwright test --list failed: ${firstLine(error.message ?? 'unknown error')}\n  Mend the tests first; what cannot be listed would look gone.`,
    )
  }
  const { configFile, rootDir } = report.config
  const root = configFile === undefined ? rootDir : dirname(configFile)
  return new Set(
    report.suites.flatMap((suite) =>
      titlesOf(suite, []).map((titles) => {
        const file = relative(root, resolve(rootDir, suite.file)).split(sep).join('/')
        return [file, ...titles].join(' › ')
      }),
    ),
  )
}

function playwrightCli(): string {
  try {
    return createRequire(resolve('package.json')).resolve('@playwright/test/cli')
  } catch {
    throw new CliError(
      `${resolve('.')}: @playwright/test is not installed here; run the command in the folder of your project`,
    )
  }
}

function parseReport(stdout: string, stderr: string): JSONReport {
  try {
    return JSON.parse(stdout) as JSONReport
  } catch {
    throw new CliError(
      `playwright test --list printed no report: ${firstLine(stderr || stdout)}\n  Mend the tests first, or name their configuration: --config <file>`,
    )
  }
}

/** Without the excerpt of the file and the colours that follow. */
function firstLine(text: string): string {
  return stripVTControlCharacters(text).trim().split('\n', 1)[0]!
}

/** The titles of each test of a suite, without the file's. */
function titlesOf(suite: JSONReportSuite, above: readonly string[]): string[][] {
  return [
    ...suite.specs.map((spec) => [...above, spec.title]),
    ...(suite.suites ?? []).flatMap((inner) => titlesOf(inner, [...above, inner.title])),
  ]
}
