import { randomUUID } from 'node:crypto'
import { mkdir, open, rename, rm } from 'node:fs/promises'
import { dirname, join } from 'node:path'

/**
 * Writes a file that only its owner can read, whole or not at all: cookies are what a session is worth.
 * Folders that are missing are made.
 */
export async function writePrivateFile(
  path: string,
  text: string,
  encoding: 'latin1' | 'utf8' = 'utf8',
): Promise<void> {
  await mkdir(dirname(path), { recursive: true })
  const temporary = join(dirname(path), `.${randomUUID()}.tmp`)
  try {
    // `wx` so that a link someone laid there is not followed.
    await using file = await open(temporary, 'wx', 0o600)
    await file.writeFile(text, encoding)
    await file.sync()
    await rename(temporary, path)
  } catch (error) {
    await rm(temporary, { force: true })
    throw error
  }
}
