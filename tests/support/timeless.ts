/** A HAR file's text without what recording again changes: times, and the boundaries that clients make up. */
export function timeless(har: string): string {
  return (
    har
      .replace(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
      .replace(/[A-Z][a-z]{2}, \d\d [A-Z][a-z]{2} \d{4} [\d:]{8} GMT/g, 'DATE')
      .replace(/"(time|wait|receive)": [\d.]+/g, '"$1": 0')
      // When the pieces of a stream came, and which came together.
      .replace(/"_pieces": \[(?:\s*\[[^\]]*\],?)*\s*\]/g, '"_pieces": []')
      .replace(/----WebKitFormBoundary\w+/g, 'BOUNDARY')
  )
}
