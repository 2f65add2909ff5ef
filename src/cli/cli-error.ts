/**
 * Input that a command cannot work with. The message is one line: what, where, and what to do. The process
 * ends with exit code 2 and nothing is changed.
 */
export class CliError extends Error {
  override name = 'CliError' as const
}
