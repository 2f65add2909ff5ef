import { readdirSync, type Dirent } from 'node:fs'
import { join } from 'node:path'
import { BODY_NAME } from './body-file.ts'
import { isZipPath, mayBeCassette } from './zip.ts'

/** The cassettes below a folder, in the order of their names: every `.har`, and every `.zip` that holds one. */
export function cassettesBelow(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter(isCassette)
    .map((entry) => join(entry.parentPath, entry.name))
    .toSorted()
}

function isCassette(entry: Dirent): boolean {
  const path = join(entry.parentPath, entry.name)
  if (!isCassetteName(entry.name)) return false
  // A link that leads nowhere is a broken cassette, of which somebody should hear.
  const isFile = entry.isFile() || entry.isSymbolicLink()
  return isFile && (!isZipPath(path) || mayBeCassette(path))
}

/** Whether a file of that name may be a cassette. The body of a response that was an archive is none. */
export function isCassetteName(name: string): boolean {
  return name.endsWith('.har') || (isZipPath(name) && !BODY_NAME.test(name))
}
