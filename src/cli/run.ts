import { CommanderError } from 'commander'
import { describeError } from './describe-error.ts'
import { createProgram } from './program.ts'

/** Runs the command line of this process, and leaves its exit code in `process.exitCode`. */
export async function run(): Promise<void> {
  try {
    await (await createProgram(process.argv[2])).parseAsync()
  } catch (error) {
    // Help and version end by an error of code 0. What commander refuses it has printed already.
    if (error instanceof CommanderError) {
      process.exitCode = error.exitCode === 0 ? 0 : 2
      return
    }
    process.stderr.write(`error: ${describeError(error)}\n`)
    process.exitCode = 2
  }
}
