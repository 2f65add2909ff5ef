import { randomBytes } from 'node:crypto'
import { open, rename, rm } from 'node:fs/promises'

/** A file that `replaceFile` was stopped in. */
export const TEMPORARY: RegExp = /\.[0-9a-f]{12}\.tmp$/

/** Puts `bytes` at `path` in one step: whoever reads finds all of the old or all of the new. */
export async function replaceFile(path: string, bytes: Uint8Array): Promise<void> {
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
