import { existsSync, statSync } from 'node:fs'
import { lstat, mkdir, readdir, realpath, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import { CassetteWriteError } from '../errors/cassette-write-error.ts'
import type { Interaction } from '../interaction/interaction.ts'
import { bodyFiles } from './body-files.ts'
import { BODY_NAME, type BodyFile } from './body-file.ts'
import type { CassetteMeta } from './har-format.ts'
import { RESTORE } from './har-reader.ts'
import { parseJson } from './parse-json.ts'
import type { BodyFiles } from './read-entry.ts'
import { fromHar, type LoadedCassette } from './read-har.ts'
import { readLimited, readTextLimited } from './read-limited.ts'
import { replaceFile, TEMPORARY } from './replace-file.ts'
import { toHar } from './write-har.ts'
import { withWriteLock } from './write-lock.ts'
import { isZipPath, unzipHar, ZIP_BODY_FOLDER, zipHar } from './zip.ts'

/**
 * The cassette at `path`, or `undefined` where there is no such file.
 *
 * @throws CassetteFormatError for a file that is not a cassette, naming the place and the remedy.
 */
export function readCassette(path: string): LoadedCassette | undefined {
  const version = versionOf(path)
  if (version === NO_FILE) return undefined
  if (version === undefined || last?.path !== path || last.version !== version) {
    const found = isZipPath(path) ? readArchive(path) : readFolder(path)
    if (!found) return undefined
    last = { path, version, har: parseJson(found.text, path, RESTORE), files: found.files }
  }
  return fromHar(last.har, path, last.files)
}

/** What was read last: where tests share a large cassette, to parse it takes longer than to run them. */
let last:
  | {
      readonly path: string
      readonly version: string | undefined
      readonly har: unknown
      readonly files: BodyFiles
    }
  | undefined

const NO_FILE = ''

/** Another one for each file that a writer puts in its place, and for each edit; `undefined` where reading says why not. */
function versionOf(path: string): string | undefined {
  try {
    const stat = statSync(path, { bigint: true, throwIfNoEntry: false })
    return stat ? [stat.ino, stat.size, stat.mtimeNs, stat.ctimeNs].join(' ') : NO_FILE
  } catch {
    return undefined
  }
}

function readArchive(path: string): ReturnType<typeof unzipHar> | undefined {
  const bytes = readLimited(path)
  return bytes && unzipHar(bytes, path)
}

function readFolder(path: string): ReturnType<typeof unzipHar> | undefined {
  const text = readTextLimited(path)
  return text === undefined ? undefined : { text, files: bodyFiles(path) }
}

/**
 * Writes a cassette so that a reader finds the old one or the new one, whole, whenever this process is
 * stopped: bodies first, then the HAR in one rename, and only then are the bodies that nothing names any more
 * removed. Writers of one cassette take turns.
 *
 * @param meta `undefined` for a cassette that any test may take.
 * @throws CassetteWriteError when the disk is full or the folder is closed; the old cassette is untouched.
 */
export async function writeCassette(
  path: string,
  meta: CassetteMeta | undefined,
  interactions: readonly Interaction[],
): Promise<void> {
  const bodyFolder = isZipPath(path) ? ZIP_BODY_FOLDER : basename(path, '.har')
  const { har, files } = toHar(meta, interactions, bodyFolder)
  const text = Buffer.from(`${JSON.stringify(har, undefined, 2)}\n`)
  const folder = join(dirname(path), bodyFolder)
  try {
    // A cassette that is a symbolic link stays one: what it points to is replaced.
    const target = await realpath(path).catch(() => path)
    await mkdir(dirname(target), { recursive: true })
    await withWriteLock(target, async () => {
      if (isZipPath(path)) return replaceFile(target, zipHar(text, files))
      await writeBodies(folder, files, () => replaceFile(target, text))
      // The new cassette counts from here on: what cannot be tidied up is no reason to call it unwritten.
      await tidy(target, folder, new Set(files.map((file) => file.name))).catch(() => {})
    })
  } catch (error) {
    throw new CassetteWriteError(path, error as NodeJS.ErrnoException)
  }
}

/** Writes the bodies, then does `finish`; takes back the bodies that are new where either fails. */
async function writeBodies(
  folder: string,
  files: readonly BodyFile[],
  finish: () => Promise<void>,
): Promise<void> {
  const added: string[] = []
  try {
    if (files.length > 0) await mkdir(folder, { recursive: true })
    for (const file of files) {
      const path = join(folder, file.name)
      if (!existsSync(path)) added.push(path)
      await replaceFile(path, file.bytes)
    }
    await finish()
  } catch (error) {
    for (const path of added) await rm(path, { force: true })
    // Only where it is empty.
    await rmdir(folder).catch(() => {})
    throw error
  }
}

/**
 * Removes what earlier writers left. Only names that this module gives are removed, and only in the
 * cassette's own folder: the old HAR is data from strangers, so what it names does not decide.
 */
async function tidy(target: string, folder: string, named: ReadonlySet<string>): Promise<void> {
  const har = basename(target)
  for (const name of await readdir(dirname(target))) {
    if (name.replace(TEMPORARY, '') === har && name !== har) await rm(join(dirname(target), name))
  }
  // A link may lead anywhere.
  if (!(await lstat(folder)).isDirectory()) return
  for (const name of await readdir(folder)) {
    const ours = BODY_NAME.test(name.replace(TEMPORARY, ''))
    if (ours && !named.has(name)) await rm(join(folder, name))
  }
  if (named.size === 0) await rmdir(folder)
}
