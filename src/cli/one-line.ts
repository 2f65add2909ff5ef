/**
 * A message of several lines as one, so that a log and `grep` have all of it: what, where, what to do.
 *
 * @example oneLine('a.har: not valid JSON\n  Restore the file') // 'a.har: not valid JSON. Restore the file'
 */
export function oneLine(message: string): string {
  return message
    .split('\n')
    .map((line) => line.trim())
    .filter(Boolean)
    .reduce((all, line) =>
      /[.:;,?!]$/.test(all) || line.startsWith('(') ? `${all} ${line}` : `${all}. ${line}`,
    )
}
