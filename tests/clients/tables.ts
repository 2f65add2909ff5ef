/** What became of one feature of one client. */
export interface Result {
  readonly client: string
  readonly feature: string
  readonly engine: string
  readonly mode: string
  /** The errors, where it failed. */
  readonly failure: string | undefined
}

/** The tables of docs/clients.md: client × engine × mode, and client × feature. */
export function clientTables(results: readonly Result[]): string {
  const clients = unique(results.map(({ client }) => client))
  const features = unique(results.map(({ feature }) => feature))
  const ways = unique(results.map(({ engine, mode }) => `${engine}, ${mode}`))
  const byWay = clients.map((client) =>
    ways.map((way) => {
      const own = results.filter(
        (one) => one.client === client && `${one.engine}, ${one.mode}` === way,
      )
      const green = own.filter(({ failure }) => failure === undefined)
      return `${green.length} of ${own.length}`
    }),
  )
  const byFeature = clients.map((client) =>
    features.map((feature) => {
      const own = results.filter((one) => one.client === client && one.feature === feature)
      const red = own.filter(({ failure }) => failure !== undefined)
      if (own.length === 0) return '–'
      return red.length === 0
        ? '✓'
        : `not ${red.map((one) => `${one.engine} ${one.mode}`).join(', ')}`
    }),
  )
  return [
    table(['client', ...ways], clients, byWay),
    table(['client', ...features], clients, byFeature),
  ].join('\n')
}

function table(head: readonly string[], names: readonly string[], rows: string[][]): string {
  const lines = [head, head.map(() => '---'), ...rows.map((row, at) => [names[at]!, ...row])]
  return lines.map((cells) => `| ${cells.join(' | ')} |\n`).join('')
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values)]
}
