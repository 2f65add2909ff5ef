import { spawn } from 'node:child_process'

/** The command by which each system opens a file with the program that a person chose for it. */
const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [string, ...string[]]>>> = {
  darwin: ['open'],
  // The first quoted argument of `start` is a title.
  win32: ['cmd', '/c', 'start', '""'],
}

/** Opens a local file in the browser; where there is none, the path that was printed is all there is. */
export function openInBrowser(file: string): void {
  const [command, ...args] = OPENERS[process.platform] ?? ['xdg-open']
  const child = spawn(command, [...args, file], { stdio: 'ignore', detached: true })
  child.once('error', () => {})
  child.unref()
}
