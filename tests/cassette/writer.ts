import { writeCassette } from '../../src/cassette/file.ts'
import { binary, interaction, RECORDED_AT } from './interactions.ts'

/**
 * Writes the cassette at argv[2] again and again, argv[3] times, its seeds from argv[4] on: a process of its
 * own, to be killed or to run beside another. Prints a dot before each write, and an error that ends it.
 */
const [path = '', times = '1', seed = '0'] = process.argv.slice(2)

async function main(): Promise<void> {
  for (let index = 0; index < Number(times); index++) {
    process.stdout.write('.')
    await writeCassette(
      path,
      { test: 't', recordedAt: RECORDED_AT },
      cassette(Number(seed) + index),
    )
  }
}

/** Three bodies beside the file; the seeds repeat, so that a body goes and comes back. */
function cassette(seed: number): ReturnType<typeof interaction>[] {
  return [0, 1, 2].map((part) => interaction(binary(20_000, ((seed % 5) + 1) * 3 + part)))
}

main().catch((error: unknown) => {
  process.stdout.write(JSON.stringify({ ...(error as object), message: String(error) }))
  process.exitCode = 1
})
