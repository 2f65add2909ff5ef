import type { BrowserRow } from './browsers.ts'

// The host that sets is www.example.org; these are the others.
const parent = 'example.org'
const www = 'www.example.org'
const child = { host: 'www2.www.example.org' }
const sibling = { host: 'www1.example.org' }

/** `cookies/attributes/resources/domain-child.sub.html` */
export const domains: readonly BrowserRow[] = [
  ['the host itself', `a=1; domain=${www}`, 'a=1'],
  ['the host -> not to its sibling', `a=1; domain=${www}`, '', sibling],
  ['a leading dot', `a=1; domain=.${www}`, 'a=1'],
  ['the host -> to its child', `a=1; domain=${www}`, 'a=1', child],
  ['a leading dot -> to its child', `a=1; domain=.${www}`, 'a=1', child],
  ['a leading dot -> not to its sibling', `a=1; domain=.${www}`, '', sibling],
  ['the sibling', `a=1; domain=${sibling.host}`, '', sibling],
  ['the parent, with a leading dot', `a=1; domain=.${parent}`, 'a=1'],
  ['the parent', `a=1; domain=${parent}`, 'a=1'],
  ['two leading dots', `a=1; domain=..${www}`, ''],
  ['two dots inside', `a=1; domain=www..${parent}`, ''],
  ['white space before the dot', `a=1; domain=  .${www}`, 'a=1'],
  ['white space around the dot', `a=1; domain=  .  ${www}`, ''],
  ['a trailing dot', `a=1; domain=${www}.`, ''],
  ['two trailing dots', `a=1; domain=${www}..`, ''],
  ['white space before a trailing dot', `a=1; domain=${www} .`, ''],
  ['the top level domain, with a leading dot', 'a=1; domain=.org', ''],
  ['the top level domain, with two leading dots', 'a=1; domain=..org', ''],
  ['the top level domain, with dots around', 'a=1; domain=..org.', ''],
  [
    'two cookies, the later with a leading dot',
    [`a=1; domain=${www}`, `b=1; domain=.${www}`],
    'a=1; b=1',
  ],
  [
    'two cookies, the earlier with a leading dot',
    [`b=1; domain=.${www}`, `a=1; domain=${www}`],
    'b=1; a=1',
  ],
  ['quotes', `a=1; domain="${www}"`, ''],
  ['host, then parent', [`a=1; domain=${www}`, `b=1; domain=.${parent}`], 'a=1; b=1'],
  ['parent, then host', [`b=1; domain=.${parent}`, `a=1; domain=${www}`], 'b=1; a=1'],
  [
    'two attributes, the later the host -> not to its sibling',
    `a=1; domain=.${parent}; domain=${www}`,
    '',
    sibling,
  ],
  [
    'two attributes, the later the parent -> to its child too',
    `a=1; domain=${www}; domain=.${parent}`,
    'a=1',
    sibling,
  ],
  ['upper and lower case', 'a=1; domain=www.eXaMpLe.org', 'a=1'],
  ['a port', `a=1; domain="${www}:80"`, ''],
  ['the child', `a=1; domain=${child.host}`, '', child],
  ['no attribute -> not to its child', 'a=1', '', child],
  ['an empty attribute', 'a=1; domain=', 'a=1'],
  ['upper and lower case in the URL', `a=1; domain=${www}`, 'a=1', { host: 'www.eXaMpLe.org' }],
  ['two attributes, the later one foreign', `a=1; domain=${www}; domain=${www}zzz`, ''],
  ['two attributes, the earlier one foreign', `a=1; domain=${www}zzz; domain=${www}`, 'a=1'],
  [
    'three attributes, the middle one foreign',
    `a=1; domain=${www}; domain=${www}zzz; domain=${www}`,
    'a=1',
  ],
  [
    'three attributes, the outer ones foreign',
    `a=1; domain=${www}zzz; domain=${www}; domain=${www}zzz`,
    '',
  ],
  ['two equal attributes', `a=1; domain=${www}; domain=${www}`, 'a=1'],
  ['two attributes, host and parent', `a=1; domain=${www}; domain=${parent}`, 'a=1'],
  ['two attributes, parent and host', `a=1; domain=${parent}; domain=${www}`, 'a=1'],
  ['the sibling, with a leading dot', `a=1; domain=.${sibling.host}`, '', sibling],
  ['the child, with a leading dot', `a=1; domain=.${child.host}`, '', child],
  ['the parent, then an empty attribute', `a=1; domain=${parent}; domain=`, 'a=1'],
  ['the sibling, then an empty attribute', `a=1; domain=${sibling.host}; domain=`, ''],
  [
    'no semicolon before, then an empty attribute',
    `a=1 domain=${sibling.host}; domain=`,
    '',
    child,
  ],
  ['with and without a dot are one cookie', [`a=0; domain=${www}`, `a=1; domain=.${www}`], 'a=1'],
  ['without and with a dot are one cookie', [`a=0; domain=.${www}`, `a=1; domain=${www}`], 'a=1'],
].map(([title, setCookie, sent, where]) => [title, atRoot(setCookie), sent, where] as BrowserRow)

/** The suite asks in another folder than it sets. */
function atRoot(setCookie: unknown): unknown {
  return [setCookie].flat().map((field) => `${String(field)}; path=/cookies`)
}

/** `cookies/attributes/path.html`; set and read in `/cookies/attributes/`. */
export const paths: readonly BrowserRow[] = [
  ['Path alone', 'a=1; Path', 'a=1'],
  ['an empty Path', 'a=1; Path=', 'a=1'],
  ['the root', 'a=1; Path=/', 'a=1', '/'],
  ['another folder', 'a=1; Path=/qux', ''],
  ['white space before the equals sign', 'a=1; Path    =/qux', ''],
  ['white space behind the equals sign', 'a=1; Path=    /qux', ''],
  ['white space at the end', 'a=1; Path=/qux      ; taz', ''],
  ['two, the later the root', 'a=1; Path=/qux; Path=/', 'a=1'],
  ['two, the earlier the root', 'a=1; Path=/; Path=/qux', ''],
  ['two other folders', 'a=1; Path=/lol; Path=/qux', ''],
  ['a longer one set later', ['a=1; path=/', 'b=1; path=/cookies/resources'], 'b=1; a=1'],
  [
    'a longer one set later, names against the alphabet',
    ['b=1; path=/', 'a=1; path=/cookies/resources'],
    'a=1; b=1',
  ],
  ['a longer one set first', ['a=1; path=/cookies/resources', 'b=1; path=/'], 'a=1; b=1'],
  [
    'a longer one set first, names against the alphabet',
    ['b=1; path=/cookies/resources', 'a=1; path=/'],
    'b=1; a=1',
  ],
  ['a folder below', 'a=1; path=/cookies/resources/foo', ''],
  ['a folder below, beside the default', ['a=1', 'a=0; path=/cookies/resources/foo'], 'a=1'],
  ['white space before the root', 'a=1; path= /', 'a=1'],
  ['upper case', 'a=1; path=/cookies/RESOURCES', ''],
  ['tabs', ['a=1; \tpath\t=\t/cookies/resources', 'b=1; \tpath\t=\t/book'], 'a=1'],
  ['an empty one, then another folder', 'a=1; path=; path=/dog', ''],
  ['another folder, then an empty one', 'a=1; path=/dog; path=', 'a=1'],
]

const one = '/cookies/resources/path/one.html'

/** `cookies/attributes/path-redirect.html` */
export const pathMatches: readonly BrowserRow[] = [
  ['the page', 'a=1; path=/cookies/resources/path.html', 'a=1', '/cookies/resources/path.html'],
  ['the page, a folder deeper', `a=1; path=${one}`, 'a=1', one],
  ['the folder with a slash', 'a=1; path=/cookies/resources/path/', 'a=1', one],
  [
    'the folder with a slash, and two in the URL',
    'a=1; path=/cookies/resources/path/',
    'a=1',
    '/cookies/resources/path//one.html',
  ],
  ['a semicolon behind it', `a=1; path=${one};`, 'a=1', one],
  ['quotes: the default', 'a=1; path="/dog/one.html;"', '', '/dog/one.html'],
  ['percent-encoding is not decoded', 'a=1; path=/cookies/resources/p%61th/one.html', '', one],
  [
    'the longer one first',
    ['a=1; path=/cookies/resources', 'a=2; path=/cookies/resources/'],
    'a=2; a=1',
    '/cookies/resources/path.html',
  ],
  [
    'a page of a longer name',
    'a=1; path=/cookies/resources/path.html',
    '',
    '/cookies/resources/pathfakeout.html',
  ],
  ['a page whose folder begins alike', `a=1; path=${one}`, '', '/cookies/resources/path.html'],
  ['a folder of a longer name', `a=1; path=${one}`, '', '/cookies/resources/pathfakeout/one.html'],
  ['another page of the folder', `a=1; path=${one}`, '', '/cookies/resources/path/two.html'],
  [
    'the page with a slash, another page',
    `a=1; path=${one}/`,
    '',
    '/cookies/resources/path/two.html',
  ],
  [
    'the folder with a slash, a page that begins alike',
    'a=1; path=/cookies/resources/path/',
    '',
    '/cookies/resources/pathfakeout.html',
  ],
  ['a question mark', `a=1; path=${one}?`, '', one],
  ['a number sign', `a=1; path=${one}#`, '', one],
  ['the page with a slash', `a=1; path=${one}/`, '', one],
]

/** `cookies/path/match.html`, `match-segment-boundaries…`, `match-percent-encoded…`, `non-ascii-path-attribute…` */
export const pathBytes: readonly BrowserRow[] = [
  ['a word without a slash: the default', 'a=1; path=cookies', 'a=1'],
  ['a page without a slash: the default', 'a=1; path=match.html', 'a=1'],
  ['the folder above', 'a=1; path=/cookies', 'a=1'],
  ['the folder above, with a slash', 'a=1; path=/cookies/', 'a=1'],
  ['a beginning of the folder', 'a=1; path=/cook', ''],
  ['a beginning of the page', 'a=1; path=/cookies/resources/pa', ''],
  ['a folder below the page', 'a=1; path=/cookies/resources/page/sub', ''],
  ['a space is not %20', 'a=1; path=/b c', '', '/b%20c/page'],
  ['%20 is %20', 'a=1; path=/b%20c', 'a=1', '/b%20c/page'],
  ['a character above ASCII is nowhere', 'a=1; path=/中', '', '/%E4%B8%AD/page'],
  [
    'a character above ASCII is not what its bytes read as',
    'a=1; path=/中',
    '',
    '/%C3%A4%C2%B8%C2%AD/page',
  ],
  ['a percent-encoded character is itself', 'a=1; path=/%C2%B8', 'a=1', '/%C2%B8/page'],
  ['a later Path overrides one above ASCII', 'a=1; path=/中; path=/cookies', 'a=1'],
  ['one above ASCII overrides', 'a=1; path=/cookies; path=/cookies/中', ''],
  ['one above ASCII does not fall back to the default', 'a=1; path=/cookies/resources/中', ''],
]

/** `cookies/ordering/resources/ordering-child.sub.html` and `cookies/ordering/ordering-refresh.www.sub.html` */
export const order: readonly BrowserRow[] = [
  [
    'longer paths first, the default and others aside',
    [
      'a=1; path=/cookies/resources/x',
      'b=1; path=/cookies',
      'c=1; path=/',
      'd=1; path=/cooking',
      'e=1; domain=.example.org; path=/',
      'f=1; domain=.example.org; path=/cookies/resources',
    ],
    'f=1; b=1; c=1; e=1',
  ],
  [
    'longer paths first, whatever the domain',
    [
      'b=1; path=/cookies/resources',
      'c=1; path=/',
      'f=1; domain=.example.org; path=/cookies',
      'g=1; domain=.example.org; path=/cookies/resources/page',
      'h=1; path=/cookies',
    ],
    'g=1; b=1; f=1; h=1; c=1',
  ],
  [
    'the page before its folder',
    ['a=1; path=/cookies/resources', 'b=1; path=/cookies/resources/page', 'c=1; path=/cookies'],
    'b=1; a=1; c=1',
  ],
  [
    'older ones first where the paths are as long',
    ['z=1; path=/cookies', 'b=1; path=/cookies/resources', 'a=1; path=/cookies'],
    'b=1; z=1; a=1',
  ],
  ['a cookie set again keeps its place', ['a=1', 'b=1', 'a=2'], 'a=2; b=1'],
]
