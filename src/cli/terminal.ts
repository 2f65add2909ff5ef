import { styleText } from 'node:util'

/** Writes a line for a person. */
export function print(line = ''): void {
  process.stdout.write(`${line}\n`)
}

/** Writes what `--json` promises: one JSON value. */
export function printJson(value: unknown): void {
  print(JSON.stringify(value, undefined, 2))
}

/** Text in a colour, where standard output is a terminal that shows it (`NO_COLOR` and `FORCE_COLOR` count). */
export function coloured(format: Parameters<typeof styleText>[0], text: string): string {
  return styleText(format, text, { stream: process.stdout })
}

/** Rows as columns of equal width. The last column is not padded. */
export function table(rows: readonly (readonly string[])[]): string[] {
  const widths: number[] = []
  for (const row of rows) {
    for (const [index, cell] of row.entries()) {
      widths[index] = Math.max(widths[index] ?? 0, cell.length)
    }
  }
  return rows.map((row) =>
    row
      .map((cell, index) => (index === row.length - 1 ? cell : cell.padEnd(widths[index]!)))
      .join('  '),
  )
}

/** `1.4 kB`, `12 MB`: powers of 1000, as disks and browsers count. */
export function size(bytes: number): string {
  const units = ['B', 'kB', 'MB', 'GB']
  let unit = 0
  let value = bytes
  while (value >= 1000 && unit < units.length - 1) {
    value /= 1000
    unit++
  }
  return `${unit > 0 && value < 10 ? value.toFixed(1) : Math.round(value)} ${units[unit]}`
}

/** `3 interactions`, `1 interaction`. */
export function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

const DAY_MS = 86_400_000

/** `today`, `12 days`. */
export function age(milliseconds: number): string {
  const days = Math.floor(milliseconds / DAY_MS)
  return days <= 0 ? 'today' : count(days, 'day')
}
