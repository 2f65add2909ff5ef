import { readFileSync, writeFileSync } from 'node:fs'
import { expect } from '@playwright/test'

const BEGIN = '<!-- from test results: begin -->\n'
const END = '<!-- from test results: end -->'

/**
 * Holds a page of `docs/` to what tests found: what stands between its two marks is `content`. With
 * `UPDATE_DOCS=1` the page is written.
 *
 * @param page its file name.
 */
export function sameInDocs(page: string, content: string): void {
  const path = new URL(`../../docs/${page}`, import.meta.url)
  const text = readFileSync(path, 'utf8')
  const [before = '', rest = ''] = text.split(BEGIN)
  const [old = '', after = ''] = rest.split(END)
  if (process.env['UPDATE_DOCS']) {
    writeFileSync(path, `${before}${BEGIN}\n${content}\n${END}${after}`)
    return
  }
  expect(old.trim(), `docs/${page} is not what the tests found; UPDATE_DOCS=1 writes it`).toBe(
    content.trim(),
  )
}
