import {
  chmodSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { once } from 'node:events'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { zipSync } from 'fflate'
import { FOREIGN, runCli, runCliUnprivileged, temporaryFolder, type CliRun } from './run-cli.ts'

const GIB = 1024 ** 3

/** Bytes of no format. */
const NOISE = Buffer.from(Array.from({ length: 2_000 }, (_, index) => (index * 151 + 7) % 256))

const HAR = Buffer.from('{"log":{"version":"1.2","entries":[]}}')

function entry(url: string, content: object): object {
  return {
    startedDateTime: '2026-01-02T03:04:05Z',
    request: { method: 'GET', url, headers: [] },
    response: { status: 200, headers: [], content },
  }
}

/** Recordings of two origins, one of which gives a password away. */
const LEAKS = JSON.stringify({
  log: {
    entries: [
      entry('https://a.example/', { text: 'a' }),
      entry('https://c.example/?password=correct-horse-battery', { text: 'c' }),
    ],
  },
})

/** An archive whose directory says that its HAR unpacks to 4 GiB less one byte. */
function bomb(): Uint8Array {
  const zip = Buffer.from(zipSync({ 'har.har': Buffer.from(' '.repeat(10_000)) }))
  zip.writeUInt32LE(0xfffffffe, zip.lastIndexOf('PK\u0001\u0002', -1, 'latin1') + 24)
  return zip
}

interface BadFile {
  readonly title: string
  readonly name: string
  readonly make?: (path: string) => void
  readonly says: RegExp
  /** A folder of cassettes is what some commands take. */
  readonly isFolder?: true
}

const write =
  (content: string | Uint8Array) =>
  (path: string): void =>
    writeFileSync(path, content)

const BAD_FILES: readonly BadFile[] = [
  { title: 'no file', name: 'nowhere.har', says: /no such file/ },
  { title: 'a path below a file', name: 'good.har/a.har', says: /no such file/ },
  {
    title: 'a folder',
    name: 'folder.har',
    make: (path) => mkdirSync(path),
    says: /is a folder/,
    isFolder: true,
  },
  {
    title: 'half a JSON',
    name: 'half.har',
    make: write('{"log":\n{"version'),
    says: /not valid JSON at line 2, column 10/,
  },
  { title: 'an empty file', name: 'empty.har', make: write(''), says: /the file is empty/ },
  { title: 'bytes', name: 'bytes.har', make: write(NOISE), says: /not valid JSON/ },
  {
    title: 'JSON of something else',
    name: 'other.har',
    make: write('{"name":"x"}'),
    says: /expected an object, found nothing at \$\.log|no recording of a tool that is known/,
  },
  {
    title: 'a newer format',
    name: 'newer.har',
    make: write('{"log":{"_replaywright":{"format":99},"entries":[]}}'),
    says: /the cassette has format 99.*Update replaywright/,
  },
  {
    title: 'a body that is not there',
    name: 'body.har',
    make: write(
      JSON.stringify({ log: { entries: [entry('https://a.example/', { _file: 'gone.txt' })] } }),
    ),
    says: /body file "gone\.txt" is missing/,
  },
  {
    title: '1 GiB of HAR',
    name: 'big.har',
    make: huge,
    says: /the file has 1074 MB, and at most 500 MB are read/,
  },
  {
    title: '1 GiB of archive',
    name: 'big.zip',
    make: huge,
    says: /the file has 1074 MB, and at most 500 MB are read/,
  },
  {
    title: 'a broken archive',
    name: 'broken.zip',
    make: write(zipSync({ 'har.har': HAR }).subarray(0, 60)),
    says: /the archive cannot be read/,
  },
  { title: 'a zip bomb', name: 'bomb.zip', make: write(bomb()), says: /"har\.har" is too large/ },
  {
    title: 'an archive without a HAR',
    name: 'trace.zip',
    make: write(zipSync({ 'trace.trace': HAR })),
    says: /the archive holds 0 HAR files and not one/,
  },
  {
    title: 'a link to itself',
    name: 'loop.har',
    make: (path) => symlinkSync(path, path),
    says: /symbolic link/,
  },
]

function huge(path: string): void {
  writeFileSync(path, '')
  // Without blocks on the disk.
  truncateSync(path, GIB)
}

interface CassetteCommand {
  readonly name: string
  readonly args: (path: string) => string[]
  readonly takesFolders?: true
  /** Tells of a broken file and goes on. */
  readonly tells?: true
}

const COMMANDS: readonly CassetteCommand[] = [
  { name: 'list', args: (path) => ['list', path], takesFolders: true },
  { name: 'show', args: (path) => ['show', path] },
  { name: 'show --html', args: (path) => ['show', path, '--html', 'out/a.html'] },
  { name: 'diff, first', args: (path) => ['diff', path, 'good.har'] },
  { name: 'diff, second', args: (path) => ['diff', 'good.har', path] },
  { name: 'check', args: (path) => ['check', path], takesFolders: true, tells: true },
  { name: 'redact', args: (path) => ['redact', 'leaks.har', path], takesFolders: true },
  { name: 'import', args: (path) => ['import', path, '-o', 'out/a.har'] },
  { name: 'export', args: (path) => ['export', path, '-f', 'har', '-o', 'out/b.har'] },
  { name: 'serve', args: (path) => ['serve', path] },
]

/** A folder with a good cassette, and one in which `redact` would find something. */
function workplace(): ReturnType<typeof temporaryFolder> {
  const folder = temporaryFolder()
  const cwd = folder.path
  const imported = runCli(['import', join(FOREIGN, 'vcrpy.yaml'), '-o', 'good.har'], { cwd })
  expect(imported.exitCode).toBe(0)
  writeFileSync(join(cwd, 'leaks.har'), LEAKS)
  return folder
}

/** Each file below a folder with its size and the time of its last change. */
function stateOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => {
      const { size, mtimeNs } = lstatSync(join(folder, name), { bigint: true })
      return `${name} ${size} ${mtimeNs}`
    })
    .toSorted()
}

function expectRefusal(run: CliRun, says: RegExp): void {
  expect(run).toMatchObject({ exitCode: 2, stdout: '' })
  expect(run.stderr).toMatch(/^error: [^\n]+\n$/)
  expect(run.stderr).not.toMatch(/ {4}at /)
  expect(run.stderr).toMatch(says)
}

for (const { title, name, make, says, isFolder } of BAD_FILES) {
  test(`${title} -> each command says so in one line, ends with 2 and changes nothing`, async () => {
    using folder = workplace()
    const cwd = folder.path
    make?.(join(cwd, name))
    const before = stateOf(cwd)
    for (const { name: command, args, takesFolders, tells } of COMMANDS) {
      if (isFolder && takesFolders) continue
      await test.step(command, () => {
        const start = performance.now()
        const run = runCli(args(name), { cwd })
        if (tells && run.exitCode === 1) {
          expect(run.stdout).toMatch(says)
          expect(run.stdout).toContain(`${name}  format: `)
          expect(run.stdout.split('\n')).toHaveLength(3)
        } else {
          expectRefusal(run, says)
          expect(run.stderr).toContain(`error: ${name}`)
        }
        // Reading a gibibyte takes longer, and more memory than a machine of CI may have.
        expect(performance.now() - start).toBeLessThan(10_000)
        expect(stateOf(cwd)).toEqual(before)
      })
    }
  })
}

test('check tells of each broken cassette of a folder and goes on', () => {
  using folder = workplace()
  const cwd = folder.path
  const files = BAD_FILES.filter(({ make, isFolder }) => make && !isFolder)
  for (const { name, make } of files) make!(join(cwd, name))
  const run = runCli(['check', '.', '--json'], { cwd })
  expect(run.exitCode).toBe(1)
  const problems = JSON.parse(run.stdout) as { path: string; kind: string; message: string }[]
  const broken = problems.filter(({ kind }) => kind === 'format').map(({ path }) => path)
  // What is no cassette lies in folders too; named, it is an error.
  const expected = files
    .map(({ name }) => name)
    .filter((name) => !/^(?:trace|big)\.zip$/.test(name))
  expect(broken).toEqual(expected.toSorted())
  expect(problems.filter(({ message }) => message.includes('\n'))).toEqual([])
  expect(problems.some(({ path, kind }) => path === 'leaks.har' && kind === 'secret')).toBe(true)
})

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
