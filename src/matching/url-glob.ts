/**
 * Playwright's URL globs, by its own rules (https://playwright.dev/docs/network#glob-url-patterns), which it does
 * not export: `*` stands for anything but `/`, `**` for anything, `{a,b}` for one of a list, `?` for itself, and `\`
 * takes a character's meaning away. A glob that does not begin with `*` is resolved against `baseURL`.
 *
 * @throws TypeError for braces that are nested or not closed.
 * @example urlGlob('/api/**', 'http://a.test/').test('http://a.test/api/x') // true
 */
export function urlGlob(glob: string, baseURL?: string): RegExp {
  return new RegExp(`^${globPattern(resolveGlob(glob, baseURL))}$`)
}

const SPECIAL = /[$^+.*()|\\?{}[\]]/

function globPattern(glob: string): string {
  let pattern = ''
  let inGroup = false
  const tokens = /\\(?<escaped>[^])|(?<stars>\*\*+)(?<after>\/)?|(?<one>[^])/g
  for (const { index, groups = {} } of glob.matchAll(tokens)) {
    const { escaped, stars, after, one = '' } = groups
    if (escaped !== undefined) {
      pattern += literal(escaped)
    } else if (stars !== undefined) {
      // Between slashes `**` is any number of folders, none too.
      const folders = glob[index - 1] === '/' ? '((.+/)|)' : '(.*/)'
      pattern += after === undefined ? '(.*)' : folders
    } else if (one === '*') {
      pattern += '([^/]*)'
    } else if (one === '{' || one === '}') {
      if (inGroup === (one === '{')) throw unbalanced(glob, one)
      inGroup = one === '{'
      pattern += inGroup ? '(' : ')'
    } else {
      pattern += one === ',' && inGroup ? '|' : literal(one)
    }
  }
  if (inGroup) throw unbalanced(glob, '{')
  return pattern
}

function unbalanced(glob: string, brace: string): TypeError {
  return new TypeError(
    `${JSON.stringify(glob)} is no URL glob: "${brace}" is nested or has no pair`,
  )
}

function literal(character: string): string {
  return SPECIAL.test(character) ? `\\${character}` : character
}

/** The glob as an absolute URL, normalized as the URLs are that it is compared with. */
function resolveGlob(glob: string, baseURL: string | undefined): string {
  if (glob.startsWith('*') || /^(about|data|chrome|edge|file):/.test(glob)) return glob
  // Wildcards would be percent-encoded, so that a word stands for each while the URL is normalized.
  const hidden = new Map<string, string>()
  const hide = (text: string, word: string): string => {
    if (text === '') return ''
    hidden.set(word, text)
    return word
  }
  const plain = glob
    .replaceAll('\\\\?', '?')
    .split('/')
    .map((segment, index) => {
      if (index === 0 && segment.endsWith(':')) {
        return /[*{]/.test(segment) ? hide(segment, 'http:') : segment
      }
      if (!/[*?{}\\]/.test(segment)) return segment
      const [path, ...query] = segment.split(/(?=\?)/)
      const start = segment.startsWith('?') ? '' : path!
      const rest = segment.startsWith('?') ? segment : query.join('')
      const word = `$_${index}_$`
      return hide(start, word) + hide(rest, `?${word}`)
    })
    .join('/')
  if (!URL.canParse(plain, baseURL)) return restore(plain, hidden)
  const url = new URL(plain, baseURL)
  return restore(url.href, hidden, url.origin)
}

/** @param origin where case does not count, and the URL has lower case already. */
function restore(url: string, hidden: ReadonlyMap<string, string>, origin = ''): string {
  let restored = url
  for (const [word, text] of hidden) {
    restored = restored.replace(word, () => (origin.includes(word) ? text.toLowerCase() : text))
  }
  return restored
}
