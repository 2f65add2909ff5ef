import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { placeOf, readBlocks, readPage } from './blocks.ts'

const SRC = resolve(import.meta.dirname, '../../src')

/** The source that makes messages, with its quotes as they are shown. */
const SOURCE = globSync('**/*.ts', { cwd: SRC })
  .filter((path) => !path.endsWith('.test.ts'))
  .map((path) => readFileSync(join(SRC, path), 'utf8'))
  .join('\n')
  // Texts that the source breaks into lines are one text to a reader.
  .replaceAll(/['`] \+\n\s*['`]/g, '')
  .replaceAll(/\\(['`])/g, '$1')

for (const block of readBlocks().filter(({ way }) => way === 'message')) {
  test(`${placeOf(block)} shows what the source prints`, () => {
    const parts = block.detail.split('|').map((part) => part.trim())
    expect(parts.join('').length).toBeGreaterThan(8)
    expect(parts.filter((part) => !block.text.includes(part))).toEqual([])
    expect(parts.filter((part) => !SOURCE.includes(part))).toEqual([])
  })
}

/** `### \`No recorded response for …\`` -> the message, in which `…` stands for what varies. */
const QUOTED = [
  ...readPage('docs/troubleshooting.md').matchAll(/^#{2,3} (`{1,2}) ?(?<message>.+?) ?\1$/gm),
].map(({ groups }) => groups!['message']!)

test('troubleshooting has messages', () => expect(QUOTED.length).toBeGreaterThan(15))

for (const message of QUOTED) {
  test(`troubleshooting: ${message} -> the source prints it`, () => {
    const parts = message.split('…').map((part) => part.trim())
    const fixed = parts.filter((part) => part.length > 2)
    expect(fixed.join('').length).toBeGreaterThan(8)
    expect(fixed.filter((part) => !SOURCE.includes(part))).toEqual([])
  })
}
