import { readFileSync, realpathSync, statSync } from 'node:fs'
import { dirname, isAbsolute, relative, resolve, sep } from 'node:path'
import { CassetteFormatError } from '../errors/cassette-format-error.ts'
import { RESTORE } from './har-reader.ts'
import type { BodyFiles } from './read-entry.ts'

/** The bodies beside the HAR file at `path`. A cassette is data from strangers: none may lie outside its folder. */
export function bodyFiles(path: string): BodyFiles {
  const folder = dirname(path)
  const refuse = (name: string, place: string, problem: string, cause?: unknown): never => {
    throw new CassetteFormatError({
      path,
      place,
      problem: `body file ${JSON.stringify(name)} ${problem}`,
      remedy: RESTORE,
      cause,
    })
  }
  const locate = (name: string, place: string): string => {
    const odd = isAbsolute(name) || /[\\\0]|^[a-z]:/i.test(name)
    if (odd || !isInside(folder, resolve(folder, name))) {
      refuse(name, place, "is outside the cassette's folder")
    }
    return resolve(folder, name)
  }
  const attempt = <T>(name: string, place: string, look: () => T): T => {
    try {
      return look()
    } catch (error) {
      return refuse(name, place, `cannot be read (${(error as Error).message})`, error)
    }
  }
  return {
    check(name, place) {
      const file = locate(name, place)
      const stat = attempt(name, place, () => statSync(file, { throwIfNoEntry: false }))
      if (!stat?.isFile()) refuse(name, place, 'is missing')
    },
    read(name, place) {
      const file = locate(name, place)
      const real = attempt(name, place, () => realpathSync(file))
      // A symbolic link may lead out although its name does not.
      if (!isInside(realpathSync(folder), real)) {
        refuse(name, place, "leads outside the cassette's folder")
      }
      return attempt(name, place, () => readFileSync(real))
    },
  }
}

function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path)
  return way !== '' && way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way)
}
