import { dirname, relative, sep } from 'node:path'
import type { TestInfo } from '@playwright/test'
import { modeIsFixed } from './record-mode.ts'

/**
 * The command that records this test again, as it is typed in the working directory.
 *
 * @param option the `recordMode` option, where set.
 * @example npx playwright test tests/login.spec.ts:12 -u
 */
export function recordCommand(testInfo: TestInfo, option: string | undefined): string {
  const { file, line, config, project } = testInfo
  const words = ['npx playwright test', `${quoted(fromHere(file))}:${line}`]
  if (config.projects.length > 1) words.push(`--project=${quoted(project.name)}`)
  if (config.configFile !== undefined && dirname(config.configFile) !== process.cwd()) {
    words.push(`-c ${quoted(fromHere(config.configFile))}`)
  }
  // `-u` is not heard where the variable or the option says something else.
  return modeIsFixed(option, process.env)
    ? `REPLAYWRIGHT_MODE=all ${words.join(' ')}`
    : [...words, '-u'].join(' ')
}

/** A path as a person types it in the working directory, with `/` on every system. */
export function fromHere(path: string): string {
  return relative(process.cwd(), path).split(sep).join('/')
}

function quoted(word: string): string {
  return /^[\w./@:-]+$/.test(word) ? word : `"${word.replace(/(["$`\\])/g, '\\$1')}"`
}
