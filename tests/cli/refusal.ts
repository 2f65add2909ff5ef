import { lstatSync, readdirSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from '@playwright/test'
import { FOREIGN, runCli, temporaryFolder, type CliRun } from './run-cli.ts'

const GIB = 1024 ** 3

/** Bytes of no format. */
export const NOISE: Buffer = Buffer.from(
  Array.from({ length: 2_000 }, (_, index) => (index * 151 + 7) % 256),
)

export const HAR: Buffer = Buffer.from('{"log":{"version":"1.2","entries":[]}}')

export function entry(url: string, content: object): object {
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

export function huge(path: string): void {
  writeFileSync(path, '')
  // Without blocks on the disk.
  truncateSync(path, GIB)
}

/** A folder with a good cassette, and one in which `redact` would find something. */
export function workplace(): ReturnType<typeof temporaryFolder> {
  const folder = temporaryFolder()
  const cwd = folder.path
  const imported = runCli(['import', join(FOREIGN, 'vcrpy.yaml'), '-o', 'good.har'], { cwd })
  expect(imported.exitCode).toBe(0)
  writeFileSync(join(cwd, 'leaks.har'), LEAKS)
  return folder
}

/** Each file below a folder with its size and the time of its last change. */
export function stateOf(folder: string): string[] {
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .map((name) => {
      const { size, mtimeNs } = lstatSync(join(folder, name), { bigint: true })
      return `${name} ${size} ${mtimeNs}`
    })
    .toSorted()
}

export function expectRefusal(run: CliRun, says: RegExp): void {
  expect(run).toMatchObject({ exitCode: 2, stdout: '' })
  expect(run.stderr).toMatch(/^error: [^\n]+\n$/)
  expect(run.stderr).not.toMatch(/ {4}at /)
  expect(run.stderr).toMatch(says)
}
