import { isAbsolute, sep } from 'node:path'
import { fileURLToPath } from 'node:url'

/** A place in a source file, as `test.step` takes it. Lines and columns are counted from 1. */
export interface CallSite {
  readonly file: string
  readonly line: number
  readonly column: number
}

const PACKAGES = `${sep}node_modules${sep}`
const FRAME = /(?:\(|at |async )((?:file:\/\/|\/|[A-Za-z]:\\).*):(\d+):(\d+)\)?$/m
const OWN_FOLDER = import.meta.dirname + sep
/** Deep enough for a helper of a helper, and for an SDK between the test and a session's `fetch`. */
const DEPTH = 50

/** Places that were looked up, by where the code stands that runs: a helper is called again and again. */
const known = new Map<string, CallSite | undefined>()
/** Files by the names that frames give them. */
const files = new Map<string | null | undefined, string | undefined>()

/**
 * The line that called a session: the nearest one that is neither the session's own nor of an installed
 * package, else the nearest of such a package.
 */
export function callSite(): CallSite | undefined {
  let ofPackage: NodeJS.CallSite | undefined
  for (const frame of stackFrames()) {
    const file = fileOf(frame)
    if (file === undefined || file.startsWith(OWN_FOLDER)) continue
    if (!file.includes(PACKAGES)) return placeOf(frame)
    ofPackage ??= frame
  }
  return ofPackage && placeOf(ofPackage)
}

/** The stack as it is, its places not looked up in source maps: that takes longer than all the rest of a call. */
function stackFrames(): readonly NodeJS.CallSite[] {
  const { stackTraceLimit } = Error
  const print: unknown = Reflect.get(Error, 'prepareStackTrace')
  const holder: { stack?: readonly NodeJS.CallSite[] } = {}
  try {
    Error.stackTraceLimit = DEPTH
    Error.prepareStackTrace = (_error, frames) => frames
    Error.captureStackTrace(holder, callSite)
    // Read now: it is made when it is first asked for.
    return holder.stack ?? []
  } finally {
    Object.assign(Error, { stackTraceLimit, prepareStackTrace: print })
  }
}

/** The file that runs. A file that Playwright compiles goes by the name of its source. */
function fileOf(frame: NodeJS.CallSite): string | undefined {
  const name = frame.getFileName()
  if (!files.has(name)) files.set(name, fileCalled(name))
  return files.get(name)
}

function fileCalled(name: string | null | undefined): string | undefined {
  if (name?.startsWith('file://')) return fileURLToPath(name)
  return name !== null && name !== undefined && isAbsolute(name) ? name : undefined
}

/** A frame's place in its source. */
function placeOf(frame: NodeJS.CallSite): CallSite | undefined {
  const position = unmapped(frame)
  if (!known.has(position)) known.set(position, lookUp(frame))
  return known.get(position)
}

/** Playwright's own way of printing a stack looks a place up. */
function lookUp(frame: NodeJS.CallSite): CallSite | undefined {
  const printed: unknown = Error.prepareStackTrace?.(new Error(), [frame]) ?? unmapped(frame)
  const [, file, line, column] = FRAME.exec(String(printed)) ?? []
  if (file === undefined) return undefined
  const path = file.startsWith('file://') ? fileURLToPath(file) : file
  return { file: path, line: Number(line), column: Number(column) }
}

function unmapped(frame: NodeJS.CallSite): string {
  return `at ${frame.getFileName()}:${frame.getLineNumber()}:${frame.getColumnNumber()}`
}
