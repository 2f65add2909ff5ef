/**
 * `npm run bench`: each measure as a ratio to its yardstick, which runs beside it. `npm run bench -- open lookup` runs
 * the named ones alone.
 */
import { readdirSync } from 'node:fs'
import { isReached, type Measure } from './measure.ts'

const folder = new URL('measures/', import.meta.url)
const names = readdirSync(folder).map((file) => file.replace('.ts', ''))
const wanted = process.argv.slice(2)
const unknown = wanted.filter((name) => !names.includes(name))
if (unknown.length > 0) {
  console.error(`no measure ${unknown.join(', ')}; there are ${names.join(', ')}`)
  process.exit(2)
}

for (const name of names) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  const { measure } = (await import(new URL(`${name}.ts`, folder).href)) as { measure: Measure }
  console.log(`\n${name}: ${measure.title}`)
  for (const { name: row, ratio, value } of await measure.run()) {
    const target = measure.targets[row]
    const verdict =
      target === undefined ? '' : `${isReached(ratio, target) ? 'reached' : 'MISSED '} ${target}`
    console.log(
      `  ${row.padEnd(44)} ${ratio.toFixed(2).padStart(6)}  ${value.padEnd(12)} ${verdict}`,
    )
  }
}
