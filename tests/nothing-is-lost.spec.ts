import { execFileSync } from 'node:child_process'
import { symlinkSync } from 'node:fs'
import { expect, test } from '@playwright/test'
import { createConsumer } from './support/consumer.ts'
import { LiveServer } from './support/live-server.ts'

const API = new URL('../demo/api.ts', import.meta.url)
const CASSETTE = 'fixtures/tests/a/picture.har'

/** Downloads a picture, which lies beside the HAR, and then does what `ending` says. */
const spec = (ending: string): string => `
import { test, expect } from 'replaywright'
test('picture', async ({ session }) => {
  expect((await session.get(process.env.API_URL + '/picture')).status()).toBe(200)
  ${ending}
})`

test('a failing test leaves the cassette as it was and attaches what it recorded', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': spec('') } })
  const env = { API_URL: server.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
  const before = consumer.snapshot('fixtures/**')
  consumer.write(
    'tests/a.spec.ts',
    spec('await session.get(process.env.API_URL + "/admin"); expect(1).toBe(2)'),
  )
  const run = await consumer.run(['-u', 'all', '--retries=1'], { env })
  expect(run).toMatchObject({ passed: 0, failed: 1 })
  expect(consumer.snapshot('fixtures/**')).toEqual(before)
  expect(run.tests[0]!.attachments.map(({ name }) => name)).toContain('replaywright-recording.har')
})

test('a retry that passes records only what it did itself', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({
    files: {
      'tests/a.spec.ts': spec('expect(test.info().retry).toBe(1)'),
    },
  })
  const env = { API_URL: server.url }
  expect(await consumer.run(['--retries=1'], { env })).toMatchObject({ flaky: 1 })
  expect(JSON.parse(consumer.read(CASSETTE)).log.entries).toHaveLength(1)
})

test('a run killed in the middle of a test leaves the cassette as it was', async () => {
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': spec('') } })
  const env = { API_URL: server.url }
  expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
  const before = consumer.snapshot('fixtures/**')
  consumer.write(
    'tests/a.spec.ts',
    spec(
      'await session.get(process.env.API_URL + "/admin"); console.log("IN THE MIDDLE"); await new Promise(() => {})',
    ),
  )
  const run = consumer.start(['-u', 'all'], { env })
  await new Promise<void>((resolve) => {
    run.child.stdout!.on('data', (chunk: Buffer) => {
      if (chunk.includes('IN THE MIDDLE')) resolve()
    })
  })
  run.kill('SIGKILL')
  await run.done
  expect(consumer.snapshot('fixtures/**')).toEqual(before)
})

test('a full disk leaves the cassette as it was, and the error says so', async () => {
  test.skip(process.getuid?.() !== 0, 'mounting a small disk needs root')
  await using server = await LiveServer.start(API)
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': spec('') } })
  const env = { API_URL: server.url }
  consumer.write('disk/.keep', '')
  try {
    execFileSync('mount', ['-t', 'tmpfs', '-o', 'size=64k', 'tmpfs', consumer.path('disk')])
  } catch {
    test.skip(true, 'this machine does not let us mount')
  }
  try {
    symlinkSync(consumer.path('disk'), consumer.path('fixtures'))
    expect(await consumer.run([], { env })).toMatchObject({ passed: 1 })
    const before = consumer.snapshot('fixtures/**')
    expect(Object.keys(before).length).toBeGreaterThan(1)
    execFileSync('sh', [
      '-c',
      `cat /dev/zero > ${consumer.path('disk/filler')} 2>/dev/null || true`,
    ])
    const run = await consumer.run(['-u', 'all'], { env })
    expect(run).toMatchObject({ passed: 0, failed: 1 })
    expect(run.errors.join('\n')).toMatch(
      /picture\.har: the recording could not be written \(ENOSPC/,
    )
    consumer.remove('disk/filler')
    expect(consumer.snapshot('fixtures/**')).toEqual(before)
  } finally {
    execFileSync('umount', [consumer.path('disk')])
  }
})

const broken: [name: string, change: (har: string) => string, message: RegExp][] = [
  [
    'truncated',
    (har) => har.slice(0, 300),
    /picture-0\.har: not valid JSON at line \d+, column \d+/,
  ],
  ['empty', () => '', /picture-1\.har: the file is empty at line 1, column 1/],
  ['not HAR', () => '{"name":"x"}', /expected an object, found nothing at \$\.log/],
  [
    'of a newer format',
    (har) => har.replace('"format": 1', '"format": 2'),
    /format 2, and this version of replaywright reads formats up to 1, at \$\.log\._replaywright\.format\n.*npm install/,
  ],
  [
    'of a wrong type',
    (har) => har.replace('"status": 200', '"status": "200"'),
    /expected a number, found "200" at \$\.log\.entries\[0\]\.response\.status/,
  ],
  [
    'with a body file outside its folder',
    (har) => har.replace(/"_file": "[^"]*"/, '"_file": "../../../package.json"'),
    /body file "\.\.\/\.\.\/\.\.\/package\.json" is outside the cassette's folder at \$\.log\.entries\[0\]/,
  ],
  [
    'with a body file that is missing',
    (har) => har.replace(/"_file": "[^"]*"/, '"_file": "picture-6/0000.png"'),
    /body file "picture-6\/0000\.png" is missing/,
  ],
]

test('a broken cassette -> an error with file, place and remedy, and nothing overwritten', async () => {
  await using server = await LiveServer.start(API)
  const env = { API_URL: server.url }
  // One test a broken cassette, so that two runs see them all.
  const titles = broken.map((_case, index) => `'picture ${index}'`).join(', ')
  const suite = spec('').replace("test('picture'", `for (const title of [${titles}]) test(title`)
  await using consumer = createConsumer({ files: { 'tests/a.spec.ts': suite } })
  expect(await consumer.run([], { env })).toMatchObject({ passed: broken.length })
  for (const [index, [, change]] of broken.entries()) {
    const path = `fixtures/tests/a/picture-${index}.har`
    consumer.write(path, change(consumer.read(path)))
  }
  const before = consumer.snapshot('fixtures/**')
  for (const args of [[], ['-u', 'all']]) {
    const run = await consumer.run(args, { env })
    expect(run).toMatchObject({ passed: 0, failed: broken.length })
    for (const [index, [name, , message]] of broken.entries()) {
      expect.soft(run.tests[index]!.errors.join('\n'), name).toMatch(message)
    }
    expect(consumer.snapshot('fixtures/**')).toEqual(before)
  }
})
