/**
 * A cassette that could not be written: a full disk, a folder without permission. The cassette that was
 * there before is untouched.
 */
export class CassetteWriteError extends Error {
  override name = 'CassetteWriteError' as const
  /** The cassette, as an absolute path. */
  readonly path: string
  /** The system's error code, for example `ENOSPC`. */
  readonly code: string | undefined

  constructor(path: string, cause: NodeJS.ErrnoException) {
    super(
      `${path}: the recording could not be written (${cause.message})\n` +
        '  What was there before is untouched. Make room or give permission, then run the test again.',
      { cause },
    )
    this.path = path
    this.code = cause.code
  }
}
