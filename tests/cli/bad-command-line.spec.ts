import { once } from 'node:events'
import { chmodSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { expectRefusal, HAR, huge, NOISE, stateOf, workplace } from './refusal.ts'
import { FOREIGN, runCli, runCliUnprivileged, temporaryFolder } from './run-cli.ts'

const BAD_LINES: readonly [args: string[], says: RegExp][] = [
  [['frobnicate'], /unknown command 'frobnicate'; see replaywright --help/],
  [['lst'], /unknown command 'lst' \(Did you mean list\?\)/],
  [['list', '--colour'], /unknown option '--colour'; see replaywright list --help/],
  [['show'], /missing required argument 'cassette'; see replaywright show --help/],
  [['show', 'good.har', 'leaks.har'], /too many arguments/],
  [['diff', 'good.har'], /missing required argument 'b'/],
  [['check', '--stale-after', 'soon'], /--stale-after: "soon" is no age; write a whole number/],
  [['check', '--stale-after', '-1d'], /"-1d" is no age/],
  [['check', '--stale-after', '2026-13-45'], /"2026-13-45" is no age/],
  [['check', '--stale-after'], /argument missing/],
  [['export', 'good.har'], /required option '-f, --format <format>' not specified/],
  [['export', 'good.har', '-f', 'xml'], /Allowed choices are har, curl, msw; see/],
  [['import', 'good.har'], /required option '-o, --output <cassette>' not specified/],
  [['import', 'good.har', '-o', 'a.har', '--from', 'wget'], /Allowed choices are har, nock/],
  [['import', 'good.har', '-o', 'a.json'], /a\.json: .*choose one that ends in \.har or \.zip/],
  [['serve', 'good.har', '--port', '70000'], /A port is a number from 0 to 65535/],
  [['serve', 'good.har', '--port', 'http'], /A port is a number from 0 to 65535/],
  [
    ['serve', 'good.har', '--host', '192.0.2.1'],
    /no address of this machine; choose another --host/,
  ],
  [['serve', 'good.har', '--origin', 'https://b.example'], /no recordings of https:\/\/b\.example/],
  [['serve', 'leaks.har'], /recordings of several origins; choose one: --origin/],
  [['prune', 'nowhere'], /nowhere: no such folder; name one of cassettes/],
  [['prune', 'good.har'], /good\.har: no such folder; name one of cassettes/],
  [['prune', '.'], /@playwright\/test is not installed here; run the command in the folder/],
  [['cookies', 'prnt'], /unknown command 'prnt' .*; see replaywright cookies --help/],
  [['cookies', 'print', 'nowhere.txt'], /nowhere\.txt: no such file; name a file of cookies/],
  [['cookies', 'print', '.'], /\.: is a folder; name a file of cookies/],
  [['cookies', 'print', 'bytes.txt'], /bytes\.txt:1: .*Mend or remove the line/],
  [['cookies', 'print', 'half.json'], /half\.json:1: not valid JSON/],
  [['cookies', 'print', 'big.txt'], /big\.txt: .* too many for cookies/],
  [
    ['cookies', 'convert', 'cookies.txt', 'a.xml'],
    /a\.xml: its extension names no cookie file format/,
  ],
  [
    ['cookies', 'convert', 'cookies.txt', 'a.txt', '--to', 'csv'],
    /Allowed choices are storage-state/,
  ],
  // Where nothing can be written.
  [
    ['import', join(FOREIGN, 'polly.har'), '-o', 'good.har/a.har'],
    /good\.har\/a\.har: a file stands where/,
  ],
  [['import', join(FOREIGN, 'polly.har'), '-o', 'good.har'], /exists already; choose another name/],
  [
    ['import', join(FOREIGN, 'polly.har'), '-o', 'folder.har'],
    /folder\.har: is a folder; name a file/,
  ],
  [['export', 'good.har', '-f', 'har', '-o', 'folder.har'], /folder\.har: is a folder and no file/],
  [['export', 'good.har', '-f', 'har', '-o', 'good.har/a.har'], /good\.har: a file stands where/],
  [['show', 'good.har', '--html', 'folder.har'], /folder\.har: is a folder and no file/],
  [['show', 'good.har', '--html', 'good.har/a.html'], /good\.har: a file stands where/],
  [['cookies', 'convert', 'cookies.txt', 'folder.json'], /folder\.json: is a folder and no file/],
  [['cookies', 'convert', 'cookies.txt', 'good.har/a.txt'], /good\.har: a file stands where/],
]

for (const [args, says] of BAD_LINES) {
  test(`replaywright ${args.join(' ').replace(FOREIGN, '…')} -> one line, exit code 2`, () => {
    using folder = workplace()
    const cwd = folder.path
    for (const name of ['folder.har', 'folder.json']) mkdirSync(join(cwd, name))
    writeFileSync(join(cwd, 'bytes.txt'), NOISE)
    writeFileSync(join(cwd, 'half.json'), '{"cookies": [')
    writeFileSync(join(cwd, 'cookies.txt'), '127.0.0.1\tFALSE\t/\tFALSE\t0\tsid\t1\n')
    huge(join(cwd, 'big.txt'))
    const before = stateOf(cwd)
    expectRefusal(runCli(args, { cwd }), says)
    expect(stateOf(cwd)).toEqual(before)
  })
}

test('a port that is taken -> one line, exit code 2', async () => {
  using folder = workplace()
  const other = createServer().listen(0, '127.0.0.1')
  await once(other, 'listening')
  const { port } = other.address() as AddressInfo
  const run = runCli(['serve', 'good.har', '--port', String(port)], { cwd: folder.path })
  other.close()
  expectRefusal(run, new RegExp(`127\\.0\\.0\\.1:${port}: something listens there already`))
})

const CLOSED: readonly [args: string[], says: RegExp][] = [
  [['list', 'closed'], /closed: permission denied; give yourself permission/],
  [['check', 'closed'], /closed: permission denied/],
  [['redact', 'closed'], /closed: permission denied/],
  [['show', 'closed/a.har'], /closed\/a\.har: the file cannot be read .*Give yourself permission/],
  [['diff', 'closed/a.har', 'closed/a.har'], /closed\/a\.har: the file cannot be read/],
  [['serve', 'secret.har'], /secret\.har: the file cannot be read .*Give yourself permission/],
  [['export', 'secret.har', '-f', 'har'], /secret\.har: the file cannot be read/],
  [['import', 'secret.har', '-o', 'open/a.har'], /secret\.har: the file cannot be read/],
  [['import', 'open.har', '-o', 'closed/b.har'], /closed\/b\.har: permission denied/],
  [['export', 'open.har', '-f', 'har', '-o', 'closed/b.har'], /closed\/b\.har: permission denied/],
  [['show', 'open.har', '--html', 'closed/b.html'], /closed\/b\.html: permission denied/],
  [['cookies', 'print', 'secret.har'], /secret\.har: permission denied/],
  [['cookies', 'convert', 'cookies.txt', 'closed/a.txt'], /closed\/.*: permission denied/],
]

test('what may not be read or written -> one line, exit code 2', () => {
  using folder = temporaryFolder()
  const cwd = folder.path
  for (const name of ['closed/a.har', 'secret.har', 'open.har', 'cookies.txt']) {
    mkdirSync(join(cwd, 'closed'), { recursive: true })
    writeFileSync(join(cwd, name), name.endsWith('.txt') ? '' : HAR)
  }
  chmodSync(cwd, 0o777)
  chmodSync(join(cwd, 'secret.har'), 0)
  chmodSync(join(cwd, 'closed'), 0)
  for (const [args, says] of CLOSED) {
    expectRefusal(runCliUnprivileged(args, { cwd }), says)
  }
  chmodSync(join(cwd, 'closed'), 0o700)
  expect(readdirSync(join(cwd, 'closed'))).toEqual(['a.har'])
})
