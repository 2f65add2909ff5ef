import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join, relative, sep } from 'node:path'
import { readCassette } from '../cassette/file.ts'
import { cassettesBelow, isCassetteName } from '../cassette/find.ts'
import type { LoadedCassette } from '../cassette/read-har.ts'
import { parseSetCookie } from '../cookies/set-cookie.ts'
import { fieldValues } from '../interaction/header-fields.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { CliError } from './cli-error.ts'

/** The folder that commands look in where none is given. */
export const DEFAULT_FOLDER = 'fixtures'

/**
 * The cassettes at `paths`: files as they are, and what lies below a folder.
 *
 * @throws CliError for a path that does not exist
 */
export function findCassettes(paths: readonly string[]): string[] {
  return paths.flatMap((path) => {
    const stat = statSync(path, { throwIfNoEntry: false })
    if (!stat) {
      throw new CliError(
        `${path}: no such file or folder; name a cassette or a folder of cassettes`,
      )
    }
    return stat.isDirectory() ? cassettesBelow(path) : [path]
  })
}

/** The folders below a folder, in the order of their names. */
export function foldersBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

/**
 * The cassette at `path`.
 *
 * @throws CliError where there is none, CassetteFormatError where it is broken
 */
export function openCassette(path: string): LoadedCassette {
  const cassette = readCassette(path)
  if (!cassette) throw new CliError(`${path}: no such file; see which there are: replaywright list`)
  return cassette
}

/** What `list` and `show` tell of a cassette. */
export interface CassetteSummary {
  /** With `/` on every system. */
  readonly path: string
  /** `undefined` for a HAR that another tool made. */
  readonly test: string | undefined
  /** ISO 8601; of another tool's HAR, when its first request started. */
  readonly recordedAt: string | undefined
  readonly interactions: number
  readonly hosts: readonly string[]
  /** Names of the cookies that responses set. */
  readonly cookies: readonly string[]
  /** Bytes of the file, HAR or archive, and of the bodies beside it. */
  readonly size: number
}

export function summarise(path: string, { meta, interactions }: LoadedCassette): CassetteSummary {
  const recordedAt = meta?.recordedAt ?? interactions[0]?.startedAt
  return {
    path: relative('', path).split(sep).join('/'),
    test: meta?.test,
    recordedAt: recordedAt === undefined ? undefined : new Date(recordedAt).toISOString(),
    interactions: interactions.length,
    hosts: unique(interactions.map(({ request }) => new URL(request.url).host)),
    cookies: unique(interactions.flatMap(cookieNames)),
    size: statSync(path).size + folderSize(bodyFolder(path)),
  }
}

/** The folder of the bodies that lie beside a cassette. */
export function bodyFolder(path: string): string {
  return join(dirname(path), basename(path, '.har'))
}

function cookieNames({ response }: Interaction): string[] {
  return fieldValues(response?.headers ?? [], 'set-cookie').flatMap((field) => {
    try {
      return parseSetCookie(field).name
    } catch {
      // A field that no browser takes sets no cookie.
      return []
    }
  })
}

function folderSize(folder: string): number {
  const stat = statSync(folder, { throwIfNoEntry: false })
  if (!stat?.isDirectory()) return 0
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isFile() && !isCassetteName(entry.name))
    .reduce((sum, entry) => sum + statSync(join(folder, entry.name)).size, 0)
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)].toSorted()
}
