import { expect, test } from '@playwright/test'
import { planFor, resolveRecordMode, type RecordMode } from './record-mode.ts'

const resolved: [
  option: string | undefined,
  update: string,
  env: Record<string, string>,
  RecordMode,
][] = [
  [undefined, 'default', {}, 'missing'],
  [undefined, 'missing', {}, 'missing'],
  [undefined, 'default', { CI: '1' }, 'none'],
  [undefined, 'missing', { CI: 'true' }, 'none'],
  [undefined, 'default', { CI: 'false' }, 'missing'],
  [undefined, 'default', { CI: '0' }, 'missing'],
  [undefined, 'default', { CI: '' }, 'missing'],
  [undefined, 'changed', { CI: '1' }, 'changed'],
  [undefined, 'all', { CI: '1' }, 'all'],
  [undefined, 'none', {}, 'none'],
  ['off', 'all', { CI: '1' }, 'off'],
  ['missing', 'default', { CI: '1' }, 'missing'],
  ['check', 'default', {}, 'check'],
  ['all', 'default', { REPLAYWRIGHT_MODE: 'none' }, 'none'],
  [undefined, 'all', { REPLAYWRIGHT_MODE: 'check', CI: '1' }, 'check'],
  ['all', 'default', { REPLAYWRIGHT_MODE: '' }, 'all'],
]

for (const [option, update, env, mode] of resolved) {
  test(`option ${option}, updateSnapshots ${update}, ${JSON.stringify(env)} -> ${mode}`, () => {
    expect(resolveRecordMode(option, update, env)).toBe(mode)
  })
}

test('an unknown mode names its origin and lists the modes', () => {
  expect(() => resolveRecordMode(undefined, 'default', { REPLAYWRIGHT_MODE: 'record' })).toThrow(
    'the environment variable REPLAYWRIGHT_MODE is "record", which is no record mode; use one of missing, changed, all, none, check, off',
  )
  expect(() => resolveRecordMode('once', 'default', {})).toThrow('the option recordMode is "once"')
  expect(() => resolveRecordMode('toString', 'default', {})).toThrow('no record mode')
})

const plans: [RecordMode, exists: string, absent: string][] = [
  ['missing', 'replay', 'record'],
  ['changed', 'update', 'record'],
  ['all', 'record', 'record'],
  ['none', 'replay', 'refuse'],
  ['check', 'check', 'refuse'],
  ['off', 'live', 'live'],
]

for (const [mode, exists, absent] of plans) {
  test(`${mode} -> ${exists} where a cassette exists, ${absent} where none does`, () => {
    expect([planFor(mode, true), planFor(mode, false)]).toEqual([exists, absent])
  })
}
