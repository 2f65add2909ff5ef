import { parse } from 'yaml'

interface Workflow {
  readonly name: string
  readonly on: unknown
  readonly jobs: Readonly<
    Record<string, { readonly 'runs-on': string; readonly steps: readonly Step[] }>
  >
}

interface Step {
  readonly uses?: string
  readonly run?: string
  readonly env?: Readonly<Record<string, string>>
}

/** A command of a workflow, as it can be run where its service is not. */
export interface WorkflowCommand {
  readonly script: string
  readonly env: Readonly<Record<string, string>>
}

/**
 * The commands of a GitHub Actions workflow. `playwright test` only lists the tests, which reads all its options and
 * the configuration; `npm ci` and the download of browsers are left out.
 *
 * @throws where the text is no workflow, or has a command that is not known here.
 */
export function workflowCommands(text: string): WorkflowCommand[] {
  const { name, on, jobs } = parse(text) as Workflow
  if (typeof name !== 'string' || on === undefined) throw new Error('no name, or no `on`')
  return Object.values(jobs).flatMap((job) => {
    if (typeof job['runs-on'] !== 'string') throw new Error('a job without `runs-on`')
    return job.steps.flatMap(({ uses, run, env = {} }) => {
      if (uses !== undefined && !/^[\w-]+\/[\w-]+@v\d+$/.test(uses))
        throw new Error(`uses: ${uses}`)
      return (run?.trim().split('\n') ?? []).flatMap((line) => commandOf(line, env))
    })
  })
}

function commandOf(line: string, env: Readonly<Record<string, string>>): WorkflowCommand[] {
  if (/^npm ci$|^npx playwright install\b/.test(line)) return []
  // An expression of GitHub's is a number of a matrix, or a secret.
  const script = line.replaceAll(/\$\{\{.*?\}\}/g, '1')
  if (script.startsWith('npx playwright test')) {
    return [{ script: script.replace('npx playwright test', 'npx playwright test --list'), env }]
  }
  if (script.startsWith('npx playwright merge-reports')) {
    return [{ script: 'npx playwright merge-reports --help', env }]
  }
  if (script.startsWith('npx replaywright ')) return [{ script, env }]
  throw new Error(`a command that is not known: ${line}`)
}
