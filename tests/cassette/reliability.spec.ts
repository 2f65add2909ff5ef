import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from '@playwright/test'
import { readCassette, writeCassette } from '../../src/cassette/file.ts'
import { binary, interaction, RECORDED_AT } from './interactions.ts'
import { runs } from '../support/runs.ts'

const WRITER = join(import.meta.dirname, 'writer.ts')
const META = { test: 't', recordedAt: RECORDED_AT }
const isRoot = process.getuid?.() === 0

function startWriter(path: string, times: number, seed: number): ChildProcess {
  return spawn(process.execPath, [WRITER, path, String(times), String(seed)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  })
}

async function output(child: ChildProcess): Promise<string> {
  let text = ''
  child.stdout!.on('data', (chunk: Buffer) => (text += chunk.toString()))
  await once(child, 'close')
  return text
}

/** Reads every body: a cassette is whole only when all that it names is there. */
function bodySizes(path: string): number[] | undefined {
  return readCassette(path)?.interactions.map(({ response }) => response!.body.length)
}

const WHOLE = [20_000, 20_000, 20_000]

/** Every file below `folder` with its content. */
function snapshot(folder: string): Record<string, string> {
  const files = readdirSync(folder, { recursive: true, withFileTypes: true }).filter((entry) =>
    entry.isFile(),
  )
  return Object.fromEntries(
    files.map((entry) => [
      join(entry.parentPath, entry.name),
      readFileSync(join(entry.parentPath, entry.name), 'base64'),
    ]),
  )
}

test('SIGKILL at any moment leaves a whole cassette, and the next write tidies up', async () => {
  const path = test.info().outputPath('deep', 'a.har')
  await output(startWriter(path, 1, 0))
  for (let round = 0; round < runs(100); round++) {
    const child = startWriter(path, 1_000_000, round)
    // The first dot: it has started to write.
    await once(child.stdout!, 'data')
    await sleep(Math.random() * 40)
    child.kill('SIGKILL')
    await once(child, 'exit')
    expect(bodySizes(path), `round ${round}`).toEqual(WHOLE)
  }
  expect(await output(startWriter(path, 1, 0))).toBe('.')
  expect(readdirSync(dirname(path)).toSorted()).toEqual(['a', 'a.har'])
  expect(readdirSync(join(dirname(path), 'a'))).toHaveLength(3)
})

test('two processes writing one cassette: always whole', async () => {
  const path = test.info().outputPath('a.har')
  mkdirSync(dirname(path), { recursive: true })
  const outputs = await Promise.all([0, 2].map((seed) => output(startWriter(path, 150, seed))))
  expect(outputs).toEqual(['.'.repeat(150), '.'.repeat(150)])
  expect(bodySizes(path)).toEqual(WHOLE)
  expect(readdirSync(dirname(path)).toSorted()).toEqual(['a', 'a.har'])
})

test('a full disk: the old cassette is untouched and nothing else is left', async () => {
  test.skip(!isRoot || process.platform !== 'linux', 'a disk of a chosen size needs mount')
  const disk = test.info().outputPath('disk')
  mkdirSync(disk, { recursive: true })
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=128k', 'tmpfs', disk], { stdio: 'ignore' })
  } catch {
    test.skip(true, 'mount is not permitted here')
  }
  try {
    const path = join(disk, 'a.har')
    await writeCassette(path, META, [interaction(binary(20_000, 1))])
    const before = snapshot(disk)
    const large = [interaction(binary(30_000, 2)), interaction(binary(300_000, 3))]
    await expect(writeCassette(path, META, large)).rejects.toMatchObject({
      name: 'CassetteWriteError',
      code: 'ENOSPC',
      path,
      message: expect.stringContaining('What was there before is untouched'),
    })
    expect(snapshot(disk)).toEqual(before)
  } finally {
    execFileSync('umount', [disk])
  }
})

test('a file size limit stands in for a full disk where mount is not permitted', async () => {
  test.skip(process.platform === 'win32', 'ulimit is of POSIX shells')
  const path = test.info().outputPath('a.har')
  await writeCassette(path, META, [interaction('old')])
  const before = snapshot(dirname(path))
  // EFBIG in place of ENOSPC, by the same way out of the same write.
  const child = spawn(
    'sh',
    ['-c', 'trap "" XFSZ; ulimit -f 8; exec "$0" "$@"', process.execPath, WRITER, path, '1', '0'],
    { stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const text = await output(child)
  expect(text).toContain('"code":"EFBIG"')
  expect(snapshot(dirname(path))).toEqual(before)
})

test('a folder that is closed: CassetteWriteError with the code, the old cassette untouched', async () => {
  test.skip(
    process.platform !== 'linux' || !isRoot,
    'root is not bound by modes; chattr needs root',
  )
  const path = test.info().outputPath('closed', 'a.har')
  await writeCassette(path, META, [interaction('old')])
  const before = snapshot(dirname(path))
  try {
    execFileSync('chattr', ['+i', dirname(path)], { stdio: 'ignore' })
  } catch {
    test.skip(true, 'this file system has no immutable folders')
  }
  try {
    const error = { name: 'CassetteWriteError', code: 'EPERM' }
    await expect(writeCassette(path, META, [interaction('new')])).rejects.toMatchObject(error)
    expect(snapshot(dirname(path))).toEqual(before)
  } finally {
    execFileSync('chattr', ['-i', dirname(path)])
  }
})

test('a file where the folder should be -> CassetteWriteError', async () => {
  const blocker = test.info().outputPath('blocker')
  writeFileSync(blocker, 'mine')
  await expect(writeCassette(join(blocker, 'a.har'), META, [])).rejects.toMatchObject({
    name: 'CassetteWriteError',
    code: expect.stringMatching(/^(?:ENOTDIR|EEXIST)$/),
  })
  expect(readFileSync(blocker, 'utf8')).toBe('mine')
})

test('a cassette folder that is a symbolic link is written through', async () => {
  const real = test.info().outputPath('real')
  mkdirSync(real, { recursive: true })
  symlinkSync(real, test.info().outputPath('link'))
  const path = test.info().outputPath('link', 'a.har')
  await writeCassette(path, META, [interaction(binary(9000, 1))])
  expect(bodySizes(path)).toEqual([9000])
  expect(existsSync(join(real, 'a.har'))).toBe(true)
})

test('a cassette that is a symbolic link stays one: its target is replaced', async () => {
  const target = test.info().outputPath('target.har')
  const path = test.info().outputPath('a.har')
  writeFileSync(target, 'old')
  symlinkSync('target.har', path)
  await writeCassette(path, META, [interaction(binary(9000, 1))])
  expect(lstatSync(path).isSymbolicLink()).toBe(true)
  expect(readlinkSync(path)).toBe('target.har')
  expect(bodySizes(path)).toEqual([9000])
})
