/** As many names as a message lists. */
const LISTED = 8

/**
 * The names that there are, those first that differ from the wanted one in case, `-` and `_` only.
 *
 * @example
 * nearNames('sid', ['csrf', 'SID']) // '`SID`, `csrf`'
 */
export function nearNames(wanted: string, names: readonly string[]): string {
  const distinct = [...new Set(names)]
  const near = distinct.filter((name) => plain(name) === plain(wanted))
  const sorted = [...near, ...distinct.filter((name) => !near.includes(name))]
  const listed = sorted.slice(0, LISTED).map((name) => `\`${name}\``)
  const more = sorted.length - listed.length
  return listed.join(', ') + (more > 0 ? ` and ${more} more` : '')
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, '')
}
