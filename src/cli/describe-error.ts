import { isCassetteFormatError } from '../errors/cassette-format-error.ts'
import { CassetteWriteError } from '../errors/cassette-write-error.ts'
import { isCookieFileError } from '../errors/cookie-file-error.ts'
import { isSecretFoundError } from '../errors/secret-found-error.ts'
import { CliError } from './cli-error.ts'
import { oneLine } from './one-line.ts'

/** What a person reads of an error: one line for what she can mend, a stack for a mistake of ours. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (error instanceof CassetteWriteError) {
    return oneLine(`${error.path}: ${cause(error.cause as NodeJS.ErrnoException)}`)
  }
  if (isSecretFoundError(error)) {
    const places = error.secrets.map(
      ({ entry, place, kind }) => `entry ${entry}, ${place}: ${kind}`,
    )
    return `${oneLine(error.message.split('\n', 1)[0]!)}: ${places.join('; ')}. Name it by --field, --header or --cookie, or, where it is none, by --keep.`
  }
  if (error instanceof CliError || isCassetteFormatError(error) || isCookieFileError(error)) {
    return oneLine(error.message)
  }
  return isSystemError(error) ? systemError(error) : (error.stack ?? error.message)
}

interface SystemError extends Error {
  readonly code: string
  readonly path?: string
  /** The target of a rename. */
  readonly dest?: string
  readonly address?: string
  readonly port?: number
}

function isSystemError(error: Error): error is SystemError {
  return 'syscall' in error && 'code' in error
}

function systemError(error: SystemError): string {
  const { dest, path, address, port } = error
  const place = dest ?? path ?? (address === undefined ? undefined : `${address}:${port}`)
  return oneLine(place === undefined ? cause(error) : `${place}: ${cause(error)}`)
}

/** What is the matter and what to do about it, by the system's code. */
const CAUSES: Readonly<Record<string, string>> = {
  EACCES: 'permission denied; give yourself permission, or name another place',
  EPERM: 'permission denied; give yourself permission, or name another place',
  EROFS: 'the file system is read-only; name another place',
  ENOSPC: 'the disk is full; make room, then try again',
  EISDIR: 'is a folder and no file; name a file',
  EEXIST: 'a file stands where a folder is needed; name another place',
  ENOTDIR: 'a file stands where a folder is needed; name another place',
  ENOENT: 'no such file or folder; look for a typing error',
  ELOOP: 'a symbolic link that leads to itself; name another place',
  ENAMETOOLONG: 'the name is too long; choose a shorter one',
  EADDRINUSE:
    'something listens there already; choose another --port, or leave it out for a free one',
  EADDRNOTAVAIL: 'no address of this machine; choose another --host',
  ENOTFOUND: 'no such host; choose another --host',
}

function cause({ code = '', message }: NodeJS.ErrnoException): string {
  return CAUSES[code] ?? message
}
