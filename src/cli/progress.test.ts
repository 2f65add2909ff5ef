import { expect, test } from '@playwright/test'
import { Progress } from './progress.ts'

/** A terminal that keeps what is written to it, without the codes that take a line away. */
function terminal(isTTY: boolean, columns = 40): { written: string[]; stream: NodeJS.WriteStream } {
  const written: string[] = []
  const write = (text: string): boolean => written.push(text.replace('\r\u001b[2K', '<')) > 0
  return { written, stream: { isTTY, columns, write } as NodeJS.WriteStream }
}

function run(stream: NodeJS.WriteStream, quiet?: boolean): string[] {
  return [...new Progress(quiet, stream).over('reading', ['a.har', 'b.har'])]
}

test('on a terminal -> one line, written over and taken away', () => {
  const { written, stream } = terminal(true)
  expect(run(stream)).toEqual(['a.har', 'b.har'])
  // Two within a blink are one.
  expect(written).toEqual(['<reading 1 of 2  a.har', '<'])
})

test('no terminal, or --json -> nothing', () => {
  for (const [isTTY, quiet] of [
    [false, undefined],
    [true, true],
  ] as const) {
    const { written, stream } = terminal(isTTY)
    expect(run(stream, quiet)).toEqual(['a.har', 'b.har'])
    expect(written).toEqual([])
  }
})

test('what is longer than the terminal is wide is cut, so that it stays one line', () => {
  const { written, stream } = terminal(true, 12)
  new Progress(undefined, stream).show('reading a long name')
  expect(written).toEqual(['<reading a …'])
})

test('an error on the way -> the line is gone before it is told', () => {
  const { written, stream } = terminal(true)
  const progress = new Progress(undefined, stream)
  expect(() => {
    for (const _path of progress.over('reading', ['a.har'])) throw new Error('broken')
  }).toThrow('broken')
  expect(written.at(-1)).toBe('<')
})
