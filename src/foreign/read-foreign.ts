import { readFileSync, statSync } from 'node:fs'
import { bodyFiles } from '../cassette/body-files.ts'
import { jsonErrorPlace } from '../cassette/json-place.ts'
import { fromHar } from '../cassette/read-har.ts'
import { CassetteFormatError } from '../errors/cassette-format-error.ts'
import { readNockBack } from './nock-back.ts'
import { readPolly } from './polly.ts'
import type { ForeignRecording } from './recording.ts'
import { readSnapshotAgent } from './snapshot-agent.ts'
import { readVcr } from './vcr.ts'
import { parseYaml } from './yaml.ts'

/** The tools whose recordings are read. */
export type ForeignFormat =
  | 'har'
  | 'nock'
  | 'polly'
  | 'snapshot-agent'
  | 'vcr'
  | 'vcrpy'
  | 'betamax'

type Reader = (value: unknown, path: string, now: number) => ForeignRecording

export const FOREIGN_READERS: Readonly<Record<ForeignFormat, Reader>> = {
  har: (value, path) => ({ ...fromHar(value, path, bodyFiles(path)), warnings: [] }),
  nock: readNockBack,
  polly: readPolly,
  'snapshot-agent': readSnapshotAgent,
  vcr: readVcr,
  vcrpy: readVcr,
  betamax: readVcr,
}

/** Text beyond this size is no recording of tests; reading it would take all memory. */
const MAX_BYTES = 512 * 1024 * 1024

/**
 * Reads another tool's recording.
 *
 * @param format the tool, or `undefined` to tell it by the file's content.
 * @param now when recordings without a time count as made, in milliseconds since the epoch.
 * @throws CassetteFormatError that names file, place and remedy; the system's error for a missing file.
 */
export function readForeign(
  path: string,
  format: ForeignFormat | undefined,
  now: number,
): ForeignRecording {
  const value = parse(path)
  return FOREIGN_READERS[format ?? detect(value, path)](value, path, now)
}

function parse(path: string): unknown {
  const { size } = statSync(path)
  if (size > MAX_BYTES) {
    throw new CassetteFormatError({
      path,
      place: '',
      problem: `the file has ${Math.round(size / 1024 / 1024)} MiB, and at most ${MAX_BYTES / 1024 / 1024} are read`,
      remedy: 'Export fewer requests into it.',
    })
  }
  const text = readFileSync(path, 'utf8').replace(/^\ufeff/, '')
  if (/\.ya?ml$/i.test(path)) return parseYaml(text, path)
  try {
    return JSON.parse(text)
  } catch (cause) {
    throw new CassetteFormatError({
      path,
      place: jsonErrorPlace(text),
      problem: text.trim() === '' ? 'the file is empty' : 'not valid JSON',
      remedy: 'Export it again with the tool that made it; YAML files end in .yml or .yaml.',
      cause,
    })
  }
}

/** Each tool's file has a member that no other's has. */
function detect(value: unknown, path: string): ForeignFormat {
  if (Array.isArray(value)) {
    const [first] = value as unknown[]
    if (has(first, 'scope')) return 'nock'
    if (has(first, 'snapshot')) return 'snapshot-agent'
  }
  if (has(value, 'log')) return has(value.log, '_recordingName') ? 'polly' : 'har'
  if (has(value, 'http_interactions')) return 'vcr'
  if (has(value, 'interactions')) return 'vcrpy'
  throw new CassetteFormatError({
    path,
    place: '',
    problem: 'no recording of a tool that is known',
    remedy: `Name the tool: --from ${Object.keys(FOREIGN_READERS).join(' | ')}`,
  })
}

function has<K extends string>(value: unknown, key: K): value is Record<K, unknown> {
  return typeof value === 'object' && value !== null && key in value
}
