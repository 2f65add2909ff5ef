import { readFileSync } from 'node:fs'

const read = (name: string): Buffer =>
  readFileSync(new URL(`./certificates/${name}.pem`, import.meta.url))

/** Of no worth outside the tests: `certificates/make.sh` makes them again. PEM, valid for a hundred years. */
export const certificates: Record<'server' | 'client', { key: Buffer; cert: Buffer }> & {
  /** Signed both others. Nothing trusts it. */
  authority: Buffer
} = {
  authority: read('authority'),
  /** For `localhost` and 127.0.0.1. */
  server: { key: read('server-key'), cert: read('server') },
  client: { key: read('client-key'), cert: read('client') },
}
