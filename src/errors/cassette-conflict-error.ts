/**
 * Two tests whose titles make the same file name, such as `a/b` and `a b`. Neither recording is lost: the
 * second test fails before it sends anything.
 */
export class CassetteConflictError extends Error {
  override name = 'CassetteConflictError' as const
  /** The cassette, relative to the working directory. */
  readonly path: string

  constructor({ path, owner, test }: { path: string; owner: string; test: string }) {
    super(
      `${path} belongs to another test\n` +
        `  recorded by  ${owner}\n` +
        `  wanted by    ${test}\n` +
        '  Both titles make this file name. Rename one of the tests; if it was renamed just now, delete the file.',
    )
    this.path = path
  }
}
