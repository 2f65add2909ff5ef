import type * as Plugin from '../src/index.ts'

const BUILT = new URL('../dist/index.js', import.meta.url).href

/** The package as it is published: what is measured is what users load. */
export async function plugin(): Promise<typeof Plugin> {
  return (await import(BUILT)) as typeof Plugin
}
