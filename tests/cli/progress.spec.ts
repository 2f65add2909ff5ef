import { spawnSync } from 'node:child_process'
import { cpSync, mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { createConsumer } from '../support/consumer.ts'
import { FOREIGN, MAIN, temporaryFolder } from './run-cli.ts'

/** Makes a pipe look like a terminal, since Node.js alone cannot open one. */
const TERMINAL = `data:text/javascript,Object.assign(process.stderr,{isTTY:true,columns:60})`

/** What stands on the terminal while the command runs, and at its end. */
function runOnTerminal(
  args: readonly string[],
  cwd: string,
): { lines: string[]; left: string; stdout: string } {
  const { stdout, stderr } = spawnSync(process.execPath, ['--import', TERMINAL, MAIN, ...args], {
    cwd,
    encoding: 'utf8',
  })
  const lines = stderr.split('\r\u001b[2K')
  return { lines: lines.filter(Boolean), left: lines.at(-1)!, stdout }
}

test('on a terminal, what takes long says how far it is, and leaves nothing', async () => {
  await using consumer = createConsumer({
    files: { 'a.spec.ts': "import { test } from '@playwright/test'\ntest('a', () => {})" },
  })
  mkdirSync(consumer.path('fixtures'))
  for (const name of ['a.har', 'b.har']) {
    cpSync(join(FOREIGN, 'devtools.har'), consumer.path(`fixtures/${name}`))
  }
  for (const [args, line] of [
    [['list'], /^reading 1 of 2 {2}fixtures\/a\.har$/],
    [['check'], /^checking 1 of 2 {2}fixtures\/a\.har$/],
    [['redact', '--dry-run'], /^reading 1 of 2 {2}fixtures\/a\.har$/],
    [['prune'], /^listing the tests$/],
    [['import', 'fixtures/a.har', '-o', 'c.har'], /^reading fixtures\/a\.har$/],
  ] as const) {
    const { lines, left, stdout } = runOnTerminal(args, consumer.root)
    expect(lines[0], args.join(' ')).toMatch(line)
    expect(left).toBe('')
    expect(stdout).not.toBe('')
  }
})

test('with --json a terminal shows nothing but the JSON', () => {
  using folder = temporaryFolder()
  cpSync(join(FOREIGN, 'devtools.har'), join(folder.path, 'a.har'))
  for (const args of [
    ['list', '.', '--json'],
    ['check', '.', '--json'],
    ['redact', '.', '--json'],
    ['import', 'a.har', '-o', 'b.har', '--json'],
  ]) {
    expect(runOnTerminal(args, folder.path).lines, args.join(' ')).toEqual([])
  }
})
