import { Command } from 'commander'
import type { FoundSecret } from '../../errors/secret-found-error.ts'
import { findSecrets } from '../../find-secrets.ts'
import { keepCassette } from '../../keep-cassette.ts'
import { Redaction } from '../../redaction/redaction.ts'
import { DEFAULT_FOLDER, findCassettes, openCassette } from '../cassettes.ts'
import { Progress } from '../progress.ts'
import { addRedactFlags, redactOptions, type RedactFlags } from '../redact-options.ts'
import { count, print, printJson } from '../terminal.ts'

interface RedactCommandOptions extends RedactFlags {
  readonly dryRun?: true
  readonly json?: true
}

/** `replaywright redact`: today's rules, applied to cassettes that were recorded under others. */
export function redactCommand(): Command {
  const command = new Command('redact')
    .description('replaces secrets in old cassettes by placeholders, as recording does today')
    .argument('[paths...]', 'cassettes, or folders of cassettes', [DEFAULT_FOLDER])
    .option('--dry-run', 'says which cassettes would be rewritten, and changes nothing')
    .option('--json', 'prints { rewritten, left } for machines')
  return addRedactFlags(command)
    .addHelpText(
      'after',
      `
A cassette without secrets is not touched. Exit code 1 where a secret is left that no rule replaces: that
cassette is not rewritten. What was committed stays in the history: change those passwords and tokens.

Example:
  replaywright redact --field iban --dry-run`,
    )
    .action(async (paths: string[], { dryRun, json, ...flags }: RedactCommandOptions) => {
      const redaction = new Redaction(redactOptions(flags), process.env)
      const plans: Plan[] = []
      // All are read before the first is written: one broken file, and nothing is changed.
      for (const path of new Progress(json).over('reading', findCassettes(paths))) {
        plans.push(await plan(path, flags, redaction))
      }
      const left = plans.flatMap((one) => one.left)
      const dirty = plans.filter((one) => one.secrets > 0 && one.left.length === 0)
      for (const { path, secrets } of dirty) {
        if (!dryRun) await rewrite(path, redaction)
        if (!json) print(`${path}  ${count(secrets, 'secret')}`)
      }
      if (left.length > 0) process.exitCode = 1
      if (json) return printJson({ rewritten: dirty.map(({ path }) => path), left })
      for (const { cassette, entry, place, kind } of left) {
        print(`${cassette}  not rewritten: no rule replaces entry ${entry}, ${place}: ${kind}`)
      }
      print(`${count(dirty.length, 'cassette')} ${dryRun ? 'would be rewritten' : 'rewritten'}`)
    })
}

interface Plan {
  readonly path: string
  /** How many places the rules replace. */
  readonly secrets: number
  /** What has the shape of a secret after that. */
  readonly left: readonly FoundSecret[]
}

async function plan(path: string, flags: RedactFlags, redaction: Redaction): Promise<Plan> {
  const redacted = redaction.redact(openCassette(path).interactions)
  const found = await findSecrets([path], redactOptions(flags))
  return {
    path,
    secrets: found.filter(({ kind }) => kind === 'rule').length,
    left: await redaction.scan(redacted, path),
  }
}

async function rewrite(path: string, redaction: Redaction): Promise<void> {
  const { meta, interactions } = openCassette(path)
  await keepCassette(path, meta, interactions, { redaction, name: path })
}
