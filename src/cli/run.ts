import { CommanderError } from 'commander'
import { isCassetteFormatError } from '../errors/cassette-format-error.ts'
import { CassetteWriteError } from '../errors/cassette-write-error.ts'
import { isCookieFileError } from '../errors/cookie-file-error.ts'
import { CliError } from './cli-error.ts'
import { createProgram } from './program.ts'

/** What a person can mend: shown without a stack. */
function isExpected(error: unknown): error is Error {
  return (
    error instanceof CliError ||
    error instanceof CassetteWriteError ||
    isCassetteFormatError(error) ||
    isCookieFileError(error)
  )
}

/** Runs the command line of this process, and leaves its exit code in `process.exitCode`. */
export async function run(): Promise<void> {
  try {
    await createProgram().parseAsync()
  } catch (error) {
    // Help and version end by an error of code 0. What commander refuses it has printed already.
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2
      return
    }
    process.stderr.write(`error: ${isExpected(error) ? error.message : describe(error)}\n`)
    process.exitCode = 2
  }
}

function describe(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  // A system error names its file; anything else is a mistake of ours, which a stack helps to find.
  return 'syscall' in error ? error.message : (error.stack ?? error.message)
}
