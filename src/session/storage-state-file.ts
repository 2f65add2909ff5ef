import { readFile } from 'node:fs/promises'
import type { APIRequestContext } from '@playwright/test'
import { parseJson } from '../cookies/json-file.ts'
import { writePrivateFile } from '../cookies/private-file.ts'
import { parseStorageState } from '../cookies/storage-state.ts'
import { CookieFileError } from '../errors/cookie-file-error.ts'

/** Playwright's storage state: cookies, and what pages keep by origin. */
export type StorageState = Awaited<ReturnType<APIRequestContext['storageState']>>

/**
 * A storage state file, as Playwright writes it. Playwright takes one without `cookies` or `origins` too.
 *
 * @throws CookieFileError where the file is missing, is not JSON or holds something else
 */
export async function readStorageState(path: string): Promise<Partial<StorageState>> {
  const text = await readFile(path, 'utf8').catch((cause: NodeJS.ErrnoException) => {
    throw new CookieFileError({
      file: path,
      problem: `the storageState file cannot be read (${cause.code ?? cause.message})`,
      remedy: 'Sign in and write it with `session.storageState({ path })`, or mend the path.',
      cause,
    })
  })
  const state = parseJson(text, path)
  if (typeof state !== 'object' || state === null || Array.isArray(state)) {
    throw new CookieFileError({
      file: path,
      problem: 'expected an object with cookies and origins',
      remedy: 'This is no storage state. Is this another file?',
    })
  }
  if ('origins' in state && !Array.isArray(state.origins)) {
    throw new CookieFileError({
      file: path,
      problem: '$.origins: expected an array',
      remedy: 'Mend it, or save the storage state again.',
    })
  }
  // Looks at every cookie, and names the place of what does not fit.
  if ('cookies' in state) parseStorageState(text, path)
  return state
}

/** Writes a storage state that only its owner can read, whole or not at all. */
export async function writeStorageState(path: string, state: StorageState): Promise<void> {
  await writePrivateFile(path, JSON.stringify(state, undefined, 2))
}
