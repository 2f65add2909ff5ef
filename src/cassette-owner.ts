import { dirname, relative, sep } from 'node:path'
import type { TestInfo } from '@playwright/test'
import { cassettePath } from './cassette/name.ts'
import type { TestOptions } from './options.ts'
import { recordCommand } from './record-command.ts'
import { resolveRecordMode, type RecordMode } from './record-mode.ts'

/** What a cassette is recorded for: a test, a worker's sign-in, or a call of `withCassette`. */
export interface CassetteOwner {
  /** As the cassette names it, `tests/login.spec.ts › signs in`. A cassette has one owner. */
  readonly name: string
  /** The cassette's file, absolute. */
  readonly path: string
  readonly mode: RecordMode
  /** The command that records it again. */
  readonly command: string
  /** How it goes, and where what is to be said of it goes. */
  readonly report: Report
}

/** What a cassette's run needs of a test's report. */
export type Report = Pick<
  TestInfo,
  'status' | 'expectedStatus' | 'errors' | 'annotations' | 'attach' | 'outputPath'
>

/** A test as the owner of its cassette. */
export function testOwner(testInfo: TestInfo, options: TestOptions): CassetteOwner {
  const configDir = configFolder(testInfo)
  // The first title is the file's, which the path has already.
  const titlePath = testInfo.titlePath.slice(1)
  return {
    name: [posix(relative(configDir, testInfo.file)), ...titlePath].join(' › '),
    path: cassettePath(options.cassettePath, {
      configDir,
      testFile: testInfo.file,
      testDir: testInfo.project.testDir,
      titlePath,
      projectName: testInfo.project.name,
    }),
    mode: resolveRecordMode(options.recordMode, testInfo.config.updateSnapshots, process.env),
    command: recordCommand(testInfo, options.recordMode),
    report: testInfo,
  }
}

/** The folder of Playwright's configuration, absolute. */
export function configFolder({ config }: Pick<TestInfo, 'config'>): string {
  const { configFile, rootDir } = config
  return configFile === undefined ? rootDir : dirname(configFile)
}

function posix(path: string): string {
  return path.split(sep).join('/')
}
