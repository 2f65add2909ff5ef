import { dirname, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A place in a source file, as `test.step` takes it. Lines and columns are counted from 1. */
export interface CallSite {
  readonly file: string
  readonly line: number
  readonly column: number
}

const PACKAGES = `${sep}node_modules${sep}`
const FRAME = /(?:\(|at |async )((?:file:\/\/|\/|[A-Za-z]:\\).*):(\d+):(\d+)\)?$/
/** Deep enough for a helper of a helper, and for an SDK between the test and a session's `fetch`. */
const DEPTH = 50

/**
 * The line that called a session: the nearest one that is neither the session's own nor of an installed
 * package, else the nearest of such a package.
 */
export function callSite(): CallSite | undefined {
  const limit = Error.stackTraceLimit
  Error.stackTraceLimit = DEPTH
  const { stack = '' } = new Error()
  Error.stackTraceLimit = limit
  const [own, ...others] = framesOf(stack)
  // Not `import.meta.url`: with source maps the frames of this very folder name its sources.
  const ownFolder = own && dirname(own.file) + sep
  const callers = others.filter(({ file }) => ownFolder && !file.startsWith(ownFolder))
  return callers.find(({ file }) => !file.includes(PACKAGES)) ?? callers[0]
}

function framesOf(stack: string): CallSite[] {
  return stack.split('\n').flatMap((text) => {
    const [, file, line, column] = FRAME.exec(text) ?? []
    if (file === undefined) return []
    const path = file.startsWith('file://') ? fileURLToPath(file) : file
    return [{ file: path, line: Number(line), column: Number(column) }]
  })
}
