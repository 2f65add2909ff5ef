import { existsSync, readFileSync, statSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import { expect, test } from '@playwright/test'
import { PAGES, readPage } from './blocks.ts'

const REPOSITORY = resolve(import.meta.dirname, '../..')

/** As GitHub makes it of a heading. */
function anchorOf(heading: string): string {
  return heading
    .trim()
    .toLowerCase()
    .replaceAll(/[^\p{L}\p{N}\s_-]/gu, '')
    .replaceAll(' ', '-')
}

for (const page of PAGES) {
  test(`${page} -> its links lead somewhere`, () => {
    const links = [...readPage(page).matchAll(/\]\((?!https?:)(?<to>[^)\s]+)\)/g)]
    const dead = links
      .map(({ groups }) => groups!['to']!)
      .filter((to) => {
        const [path = '', anchor] = to.split('#')
        const file = path === '' ? join(REPOSITORY, page) : join(REPOSITORY, dirname(page), path)
        if (!existsSync(file)) return true
        if (anchor === undefined || statSync(file).isDirectory()) return false
        const headings = readFileSync(file, 'utf8').matchAll(/^#+ (.+)$/gm)
        return ![...headings].some(([, heading = '']) => anchorOf(heading) === anchor)
      })
    expect(dead).toEqual([])
  })
}

test('the README leads to every page', () => {
  const readme = readPage('README.md')
  const pages = PAGES.filter((page) => page.startsWith('docs/'))
  expect(pages.filter((page) => !readme.includes(`(${page})`))).toEqual([])
})
