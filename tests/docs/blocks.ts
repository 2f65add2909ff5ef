import { globSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'

const REPOSITORY = resolve(import.meta.dirname, '../..')

/** The pages whose blocks are run, relative to the repository. */
export const PAGES: readonly string[] = [
  'README.md',
  ...globSync('docs/*.md', { cwd: REPOSITORY }).toSorted(),
]

/**
 * How a block is run. A page says it in a comment before the block, which readers do not see:
 * `<!-- run: statements -->`. Without one the block's language and content tell.
 */
export const WAYS = {
  test: 'a test file: recorded, then replayed as CI does',
  statements: 'statements of a test: recorded, then replayed as CI does',
  'file scope':
    'statements before a test, whose body the comment may give: recorded, then replayed as CI does',
  fixtures: 'a test with fixtures of its own: recorded, then replayed as CI does',
  file: 'a file of the project, `file tests/auth.setup.ts`, which other blocks use',
  config: 'a configuration: compiled and loaded',
  use: 'the member `use` of a configuration: compiled and loaded',
  shell: 'commands: run one after the other, each of which has to succeed',
  scripts: 'commands of this repository: its scripts exist',
  workflow:
    'a GitHub Actions workflow: parsed, its commands are run as far as they go without the service',
  message: 'what is printed: its fixed parts, `message: a | b`, stand in it and in the source',
  picture: 'nothing to run',
  newcomer: 'a step of tests/newcomer.spec.ts, which plays the page from its start to its end',
} as const

type Way = keyof typeof WAYS

/** A fenced block of a page. */
export interface Block {
  /** For example `docs/matching.md`. */
  readonly page: string
  /** Of its opening fence, counted from 1. */
  readonly line: number
  readonly language: string
  readonly text: string
  /** What the comment says behind the way: a file's path, a message's parts. */
  readonly detail: string
  /** `undefined` where neither comment nor content say how to run it. */
  readonly way: Way | undefined
}

/** The text of a page. */
export function readPage(page: string): string {
  return readFileSync(join(REPOSITORY, page), 'utf8')
}

/** All blocks of all pages, in their order. */
export function readBlocks(pages: readonly string[] = PAGES): Block[] {
  return pages.flatMap((page) => parseBlocks(page, readPage(page)))
}

/** The blocks of a page's text. */
function parseBlocks(page: string, text: string): Block[] {
  const fence = /^(?:<!-- run: (?<run>.*?) -->\n\n?)?^```(?<language>\w*)\n(?<body>.*?)^```$/gms
  return [...text.matchAll(fence)].map((match) => {
    const { run, language = '', body = '' } = match.groups!
    const opening = match.index + match[0].indexOf('```')
    const line = text.slice(0, opening).split('\n').length
    const way = run === undefined ? wayOf(page, language, body) : namedWay(run)
    const detail = run?.slice(way?.length ?? 0).replace(/^:? /, '') ?? ''
    return { page, line, language, text: body, detail, way }
  })
}

/** For messages of the tests: `docs/matching.md:18`. */
export function placeOf({ page, line }: Block): string {
  return `${page}:${line}`
}

function namedWay(run: string): Way | undefined {
  return (Object.keys(WAYS) as Way[])
    .toSorted((a, b) => b.length - a.length)
    .find((way) => run === way || run.startsWith(`${way} `) || run.startsWith(`${way}: `))
}

function wayOf(page: string, language: string, text: string): Way | undefined {
  if (page === 'docs/getting-started.md') return 'newcomer'
  if (language === 'sh') return 'shell'
  if (language === 'yaml') return 'workflow'
  if (language !== 'ts') return undefined
  if (text.includes('defineConfig')) return 'config'
  return /^test\(/m.test(text) && text.includes("from 'replaywright'") ? 'test' : undefined
}
