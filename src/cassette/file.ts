import { randomBytes } from 'node:crypto'
import { readFileSync, realpathSync, statSync } from 'node:fs'
import { mkdir, open, readFile, realpath, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, relative, resolve, sep } from 'node:path'
import { CassetteFormatError } from '../errors/cassette-format-error.ts'
import { CassetteWriteError } from '../errors/cassette-write-error.ts'
import type { Interaction } from '../interaction/interaction.ts'
import type { CassetteMeta } from './har-format.ts'
import { RESTORE } from './har-reader.ts'
import { fromHar, type BodyFiles, type LoadedCassette } from './read-har.ts'
import { toHar } from './write-har.ts'

/**
 * The cassette at `path`, or `undefined` where there is no such file.
 *
 * @throws CassetteFormatError for a file that is not a cassette, naming the place and the remedy.
 */
export function readCassette(path: string): LoadedCassette | undefined {
  let text
  try {
    text = readFileSync(path, 'utf8')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return undefined
    throw error
  }
  return fromHar(parseJson(text, path), path, bodyFiles(path))
}

/**
 * Writes a cassette so that a reader finds the old one or the new one, whole, whenever this process is
 * stopped: bodies first, then the HAR in one rename, and only then the bodies that nothing names any more
 * are removed.
 *
 * @throws CassetteWriteError when the disk is full or the folder is closed; the old cassette is untouched.
 */
export async function writeCassette(
  path: string,
  meta: CassetteMeta,
  interactions: readonly Interaction[],
): Promise<void> {
  const bodyFolder = basename(path, '.har')
  const { har, files } = toHar(meta, interactions, bodyFolder)
  try {
    // A cassette that is a symbolic link stays one: what it points to is replaced.
    const target = await realpath(path).catch(() => path)
    const before = await namedBodies(path)
    await mkdir(dirname(target), { recursive: true })
    const folder = join(dirname(path), bodyFolder)
    if (files.length > 0) await mkdir(folder, { recursive: true })
    for (const file of files) await replaceFile(join(folder, file.name), file.bytes)
    await replaceFile(target, Buffer.from(`${JSON.stringify(har, undefined, 2)}\n`))
    await removeUnnamed(path, before)
  } catch (error) {
    throw new CassetteWriteError(path, error as NodeJS.ErrnoException)
  }
}

/** Puts `bytes` at `path` in one step: whoever reads finds all of the old or all of the new. */
async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
  const temporary = `${path}.${randomBytes(6).toString('hex')}.tmp`
  try {
    const file = await open(temporary, 'wx')
    try {
      await file.writeFile(bytes)
      // Without this a power cut may leave the new name with none of the new content.
      await file.sync()
    } finally {
      await file.close()
    }
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}

/** The body files that the cassette on disk names. */
async function namedBodies(path: string): Promise<Set<string>> {
  const text = await readFile(path, 'utf8').catch(() => '')
  const names = [...text.matchAll(/"_file": "((?:[^"\\]|\\.)*)"/g)]
  return new Set(names.map((match) => match[1]!))
}

/** Removes body files of the old cassette that the one on disk now, perhaps another process's, does not name. */
async function removeUnnamed(path: string, before: ReadonlySet<string>): Promise<void> {
  if (before.size === 0) return
  const after = await namedBodies(path)
  const files = bodyFiles(path)
  for (const name of before) {
    if (after.has(name)) continue
    files.check(name, '')
    await rm(join(dirname(path), name), { force: true })
  }
  // Empty now, or not: a folder that still has files stays.
  await rmdir(join(dirname(path), basename(path, '.har'))).catch(() => {})
}

/** The bodies beside the HAR file at `path`. A cassette is data from strangers: none may lie outside its folder. */
function bodyFiles(path: string): BodyFiles {
  const folder = dirname(path)
  const refuse = (name: string, place: string, problem: string): never => {
    throw new CassetteFormatError({
      path,
      place,
      problem: `body file ${JSON.stringify(name)} ${problem}`,
      remedy: RESTORE,
    })
  }
  const locate = (name: string, place: string): string => {
    const odd = isAbsolute(name) || /[\\\0]|^[a-z]:/i.test(name)
    if (odd || !isInside(folder, resolve(folder, name))) {
      refuse(name, place, "is outside the cassette's folder")
    }
    return resolve(folder, name)
  }
  return {
    check(name, place) {
      const file = locate(name, place)
      const stat = statSync(file, { throwIfNoEntry: false })
      if (!stat?.isFile()) refuse(name, place, 'is missing')
    },
    read(name) {
      const file = locate(name, '')
      // A symbolic link may lead out although its name does not.
      if (!isInside(realpathSync(folder), realpathSync(file))) {
        refuse(name, '', "leads outside the cassette's folder")
      }
      return readFileSync(file)
    },
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}

function parseJson(text: string, path: string): unknown {
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CassetteFormatError({
      path,
      place: placeOf(text, (cause as Error).message),
      problem: text.trim() === '' ? 'the file is empty' : 'not valid JSON',
      remedy: RESTORE,
      cause,
    })
  }
}

/** `line 12, column 4`, from where JSON.parse stopped. A truncated file stops at its end. */
function placeOf(text: string, message: string): string {
  const position = /at position (\d+)/.exec(message)?.[1]
  const before = text.slice(0, position === undefined ? text.length : Number(position))
  return `line ${before.split('\n').length}, column ${before.length - before.lastIndexOf('\n')}`
}
