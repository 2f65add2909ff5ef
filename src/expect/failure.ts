import { stripVTControlCharacters, styleText } from 'node:util'
import type { ExpectMatcherState, MatcherReturnType } from '@playwright/test'
import type { Outcome, Row } from './outcome.ts'

/**
 * The result of an assertion, in Playwright's form. Its message is made only where it is shown.
 *
 * @param args the assertion's arguments
 * @param second what the message calls the second of them
 *
 * @example
 * expect(received).toHaveCookie("sid", attributes)
 *
 * the jar has cookie `sid` (domain shop.test, path /)
 *
 *               expected  received
 *   ✘ secure    true      false
 *     httpOnly  true      true
 */
export function resultOf(
  state: ExpectMatcherState,
  { name, args, second }: { name: string; args: readonly unknown[]; second: string },
  { pass, subject, rows = [] }: Outcome,
): MatcherReturnType {
  const message = (): string => {
    const { isNot, promise, utils } = state
    const hint = utils.matcherHint(
      name,
      undefined,
      args.length === 0 ? '' : utils.stringify(args[0]),
      { isNot, promise, secondArgument: args.length > 1 ? second : '' },
    )
    const table = rows.length === 0 ? [] : [formatTable(state, rows)]
    return [hint, subject, ...table].join('\n\n')
  }
  return { name, pass, message }
}

function formatTable({ isNot, utils }: ExpectMatcherState, rows: readonly Row[]): string {
  const shown = (value: unknown, note: string | undefined): string => {
    const text =
      value === undefined
        ? 'none'
        : value instanceof Date
          ? value.toISOString()
          : utils.stringify(value)
    return note === undefined ? text : `${text} ${note}`
  }
  const lines = rows.map(({ name, expected, received, pass, expectedNote, receivedNote }) => {
    // What passed is what is wrong under `not`.
    const wrong = pass === isNot
    return [
      wrong ? styleText('red', '✘') : ' ',
      name,
      paint(wrong, 'green', shown(expected, expectedNote)),
      paint(wrong, 'red', shown(received, receivedNote)),
    ]
  })
  const head = [' ', '', isNot ? 'not expected' : 'expected', 'received']
  return aligned([head, ...lines])
}

function paint(wrong: boolean, colour: 'green' | 'red', text: string): string {
  return wrong ? styleText(colour, text) : text
}

function aligned(table: readonly (readonly string[])[]): string {
  const width = (column: number): number =>
    Math.max(...table.map((cells) => stripVTControlCharacters(cells[column]!).length))
  const [nameWidth, expectedWidth] = [width(1), width(2)]
  return table
    .map(([mark, name, expected, received]) =>
      `  ${mark} ${pad(name!, nameWidth)}  ${pad(expected!, expectedWidth)}  ${received}`.trimEnd(),
    )
    .join('\n')
}

/** `padEnd` for a text with colours, which take no room. */
function pad(text: string, width: number): string {
  return text + ' '.repeat(width - stripVTControlCharacters(text).length)
}
