import type { Command } from 'commander'
import type { RedactOptions } from '../redaction/options.ts'

/** What `--field`, `--header`, `--cookie` and `--keep` gave. */
export interface RedactFlags {
  readonly field: readonly string[]
  readonly header: readonly string[]
  readonly cookie: readonly string[]
  readonly keep: readonly string[]
}

/** Adds the options that name secrets beside the rules that always hold, and what is none, each as often as wanted. */
export function addRedactFlags(command: Command): Command {
  const collect = (name: string, names: readonly string[]): string[] => [...names, name]
  return command
    .option('--field <name>', 'a secret field or JSON path, as in redact.fields', collect, [])
    .option('--header <name>', 'a secret header, as in redact.headers', collect, [])
    .option('--cookie <name>', 'a secret cookie, as in redact.cookies', collect, [])
    .option('--keep <value>', 'a value that is no secret, as in redact.keep.values', collect, [])
}

/** The `redact` option that the flags stand for. */
export function redactOptions({ field, header, cookie, keep }: RedactFlags): RedactOptions {
  return { fields: field, headers: header, cookies: cookie, keep: { values: keep } }
}
