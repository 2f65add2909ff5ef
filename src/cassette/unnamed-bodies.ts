import { readdirSync, statSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { BODY_NAME } from './body-file.ts'
import { readLimited } from './read-limited.ts'

/**
 * The body files beside a cassette that it does not name: what a writer that was stopped has left, or an
 * editor. Only names that this package gives to bodies count.
 *
 * @param path the HAR file; where it is gone, every body of its folder is unnamed.
 */
export function unnamedBodies(path: string): string[] {
  const name = basename(path, '.har')
  const folder = join(dirname(path), name)
  if (!statSync(folder, { throwIfNoEntry: false })?.isDirectory()) return []
  // By its text and not by its structure, so that a cassette that is broken names what it named before.
  const har = readLimited(path)?.toString() ?? ''
  return readdirSync(folder)
    .filter((file) => BODY_NAME.test(file) && !har.includes(JSON.stringify(`${name}/${file}`)))
    .map((file) => join(folder, file))
    .toSorted()
}
