// Records the same traffic with each tool that npm brings, into fixtures/foreign. Run: npm i && npm start
import { spawnSync } from 'node:child_process'

// A process each, since each tool patches its own.
for (const script of [['nock.js', '13'], ['nock.js', '15'], ['polly.js'], ['snapshot-agent.js']]) {
  const { status } = spawnSync(process.execPath, script, {
    stdio: 'inherit',
    cwd: import.meta.dirname,
  })
  if (status !== 0) process.exitCode = 1
}
