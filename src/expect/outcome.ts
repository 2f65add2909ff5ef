/** One thing that an assertion looked at. */
export interface Row {
  readonly name: string
  readonly expected: unknown
  readonly received: unknown
  readonly pass: boolean
  /** Said of the expected value: its tolerance, say. */
  readonly expectedNote?: string
  /** Said of the received value. */
  readonly receivedNote?: string
}

/** What an assertion found, before it is said whether that is a failure. */
export interface Outcome {
  readonly pass: boolean
  /** What was looked at, in words. */
  readonly subject: string
  /** The table of a failure; none where the assertion was only about being there. */
  readonly rows?: readonly Row[]
}
