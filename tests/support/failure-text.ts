import { stripVTControlCharacters } from 'node:util'

/** What an assertion that has to fail says, without colours; `passed` where it does not fail. */
export async function failureText(assertion: () => unknown): Promise<string> {
  try {
    await assertion()
    return 'passed'
  } catch (error) {
    return stripVTControlCharacters((error as Error).message)
  }
}

/** A text of several lines as it stands in a test: without the first line break and the indentation. */
export function lines(text: string): string {
  const rows = text.replace(/^\n/, '').replace(/\n *$/, '').split('\n')
  const indent = /^ */.exec(rows[0]!)![0].length
  return rows.map((row) => row.slice(indent)).join('\n')
}
