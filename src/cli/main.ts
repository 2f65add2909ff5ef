#!/usr/bin/env node
const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
if (major > 22 || (major === 22 && minor >= 20)) {
  // Loaded only now: an older Node.js would stop at the first import, with an error that does not say why.
  void import('./run.ts').then(({ run }) => run())
} else {
  process.stderr.write(
    `error: replaywright needs Node.js 22.20 or newer, and this is ${process.versions.node}\n`,
  )
  process.exitCode = 2
}
