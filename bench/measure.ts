/** One line of a table. */
export interface Row {
  readonly name: string
  /** By the yardstick's. */
  readonly ratio: number
  /** What was measured, in words: `0.42 ms`. */
  readonly value: string
}

/** Something that is measured against a yardstick in the same run. */
export interface Measure {
  /** What is measured, over what. */
  readonly title: string
  /** Of what the ratio may be at most or, with `>=`, at least: one for each row that has a target. */
  readonly targets: Readonly<Record<string, string>>
  run(): Promise<readonly Row[]>
}

/** Whether a ratio is what was aimed at, as `<= 1.1` says it. */
export function isReached(ratio: number, target: string): boolean {
  const [sign, number] = target.split(' ')
  return sign === '>=' ? ratio >= Number(number) : ratio <= Number(number)
}

export function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((a, b) => a - b)
  const middle = sorted.length >> 1
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2
}

export const milliseconds = (ms: number): string => `${ms.toPrecision(3)} ms`
