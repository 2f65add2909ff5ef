/** `npm run test:fuzz` asks for all runs. A test of every day takes a tenth, with another seed each time. */
const ALL = process.env['FUZZ'] === '1'

/** How often a property is tried that is worth `all` runs. */
export function runs(all: number): number {
  return ALL ? all : Math.ceil(all / 10)
}
