import { open, readFile, rm, stat } from 'node:fs/promises'
import { setTimeout as sleep } from 'node:timers/promises'
import { now } from '../interaction/clock.ts'

/** No cassette takes this long to write: whoever left such a lock was stopped, and its process id is in use again. */
const STALE_MS = 60_000
const POLL_MS = 20

/**
 * Runs `write` while no other writer, of this process or another, runs one for `path`. Without this, one
 * writer could remove as unused the body that another is about to name.
 */
export async function withWriteLock<T>(path: string, write: () => Promise<T>): Promise<T> {
  const lock = `${path}.lock`
  while (!(await take(lock))) {
    if (await isStale(lock)) await rm(lock, { force: true })
    else await sleep(POLL_MS)
  }
  try {
    return await write()
  } finally {
    await rm(lock, { force: true })
  }
}

async function take(lock: string): Promise<boolean> {
  let file
  try {
    file = await open(lock, 'wx')
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false
    throw error
  }
  try {
    await file.writeFile(String(process.pid))
  } catch (error) {
    await rm(lock, { force: true })
    throw error
  } finally {
    await file.close()
  }
  return true
}

/** Whether the lock's owner was stopped before it could remove the lock. */
async function isStale(lock: string): Promise<boolean> {
  try {
    const pid = Number(await readFile(lock, 'utf8'))
    if (pid > 0 && !isAlive(pid)) return true
    return now() - (await stat(lock)).mtimeMs > STALE_MS
  } catch {
    // It is gone: whoever held it has finished.
    return false
  }
}

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    // EPERM: there is such a process, of another user.
    return (error as NodeJS.ErrnoException).code !== 'ESRCH'
  }
}
