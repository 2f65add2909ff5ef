import type { Counted, Difference, Tally } from './tally.ts'

/** One line of the summary, with what stands below it. */
interface Section {
  readonly title: string
  readonly text: string
  readonly details: readonly string[]
}

/** The most lines below one of the summary; the JSON file has all of them. */
const MOST_DETAILS = 20

/** The block that a run ends with; empty where no test had a cassette. */
export function tallyText(tally: Tally): string {
  const all = sections(tally)
  if (all.length === 0) return ''
  return [
    '',
    '  replaywright',
    ...all.flatMap(({ title, text, details }) => [
      `    ${title.padEnd(9)}  ${text}`,
      ...details.map((line) => `      ${line}`),
    ]),
    '',
  ].join('\n')
}

/** The same for a GitHub step summary. */
export function tallyMarkdown(tally: Tally): string {
  const all = sections(tally)
  if (all.length === 0) return ''
  const rows = all.map(({ title, text }) => `| ${title} | ${text} |`)
  const details = all.filter(({ details }) => details.length > 0)
  return [
    '### replaywright',
    '',
    '| | |',
    '|---|---|',
    ...rows,
    ...details.flatMap(({ title, details }) => [
      '',
      `<details><summary>${title}</summary>`,
      '',
      // Indented, so that nothing in a line is markdown or HTML.
      ...details.map((line) => `    ${line}`),
      '',
      '</details>',
    ]),
    '',
  ].join('\n')
}

function sections(tally: Tally): Section[] {
  const plain = (title: string, list: readonly string[], text = '', details = false): Section[] =>
    list.length === 0
      ? []
      : [{ title, text: `${cassettes(list.length)}${text}`, details: details ? short(list) : [] }]
  return [
    ...plain('replayed', tally.replayed),
    ...plain('recorded', tally.recorded),
    ...differences('changed', tally.changed),
    ...plain('unchanged', tally.unchanged, ', run live'),
    ...differences('drifted', tally.drifted),
    ...counts('missed', tally.missed, 'request'),
    ...counts('unused', tally.unused, 'interaction'),
    ...plain('stale', tally.stale, ', older than staleAfter', true),
    ...plain('gone', tally.gone ?? [], ' without a test: npx replaywright prune', true),
  ]
}

function differences(title: string, list: readonly Difference[]): Section[] {
  if (list.length === 0) return []
  const details = list.flatMap(({ cassette, lines }) => [
    cassette,
    ...lines.map((line) => `  ${line}`),
  ])
  return [{ title, text: cassettes(list.length), details: short(details) }]
}

function counts(title: string, list: readonly Counted[], noun: string): Section[] {
  if (list.length === 0) return []
  const sum = list.reduce((total, { count }) => total + count, 0)
  const details = list.map(({ cassette, count }) => `${cassette}  ${count}`)
  return [
    { title, text: `${plural(sum, noun)} of ${cassettes(list.length)}`, details: short(details) },
  ]
}

function short(lines: readonly string[]): readonly string[] {
  const more = lines.length - MOST_DETAILS
  return more > 0 ? [...lines.slice(0, MOST_DETAILS), `… and ${plural(more, 'line')} more`] : lines
}

function cassettes(number: number): string {
  return plural(number, 'cassette')
}

function plural(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}
