import { mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from '@playwright/test'
import { zipSync } from 'fflate'
import { entry, expectRefusal, HAR, huge, NOISE, stateOf, workplace } from './refusal.ts'
import { runCli } from './run-cli.ts'

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
