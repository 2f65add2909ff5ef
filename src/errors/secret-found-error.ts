/** A place in a cassette where a secret stands. Never the secret itself. */
export interface FoundSecret {
  /** The cassette, as a person types its path. */
  readonly cassette: string
  /** The entry's number, from 1. */
  readonly entry: number
  /** For example `response body, line 3` or `request header X-Custom`. */
  readonly place: string
  /** The scanner's word for the shape, such as `GITHUB_TOKEN`, or `rule` where a redaction rule says so. */
  readonly kind: string
}

/**
 * A recording that was not written, because the shape of a known secret is left in it. The cassette that was
 * there before is untouched.
 *
 * @example
 * SecretFoundError: fixtures/a/signs-in.har: not written, since secrets would be in it
 *   entry 2, response body, line 3: GITHUB_TOKEN
 */
export class SecretFoundError extends Error {
  override name = 'SecretFoundError' as const
  readonly secrets: readonly FoundSecret[]

  constructor(cassette: string, secrets: readonly FoundSecret[]) {
    const lines = secrets.map(({ entry, place, kind }) => `  entry ${entry}, ${place}: ${kind}`)
    super(
      `${cassette}: not written, since secrets would be in it\n${lines.join('\n')}\n` +
        '  Name the field in the option redact.fields (or headers, cookies), or the shape in redact.values,\n' +
        '  and record again. What is no secret goes into redact.keep.values. See docs/secrets.md.',
    )
    this.secrets = secrets
  }
}

/** Whether `error` is a `SecretFoundError`, also of another copy of this package. */
export function isSecretFoundError(error: unknown): error is SecretFoundError {
  return error instanceof Error && error.name === 'SecretFoundError'
}
