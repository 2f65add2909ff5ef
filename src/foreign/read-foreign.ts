import type { BodyFiles } from '../cassette/read-entry.ts'
import { fromHar } from '../cassette/read-har.ts'
import { CassetteFormatError } from '../errors/cassette-format-error.ts'
import { readNockBack } from './nock-back.ts'
import { readPolly } from './polly.ts'
import { readSource } from './read-source.ts'
import type { ForeignRecording } from './recording.ts'
import { readSnapshotAgent } from './snapshot-agent.ts'
import { readVcr } from './vcr.ts'

/** The tools whose recordings are read. */
export type ForeignFormat =
  | 'har'
  | 'nock'
  | 'polly'
  | 'snapshot-agent'
  | 'vcr'
  | 'vcrpy'
  | 'betamax'

type Reader = (value: unknown, path: string, now: number, files: BodyFiles) => ForeignRecording

export const FOREIGN_READERS: Readonly<Record<ForeignFormat, Reader>> = {
  har: (value, path, _now, files) => ({ ...fromHar(value, path, files), warnings: [] }),
  nock: readNockBack,
  polly: readPolly,
  'snapshot-agent': readSnapshotAgent,
  vcr: readVcr,
  vcrpy: readVcr,
  betamax: readVcr,
}

/**
 * Reads another tool's recording.
 *
 * @param format the tool, or `undefined` to tell it by the file's content.
 * @param now when recordings without a time count as made, in milliseconds since the epoch.
 * @throws CassetteFormatError that names file, place and remedy.
 */
export function readForeign(
  path: string,
  format: ForeignFormat | undefined,
  now: number,
): ForeignRecording {
  const source = readSource(path)
  const reader = FOREIGN_READERS[format ?? detect(source.value, path)]
  return reader(source.value, path, now, source.files)
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
