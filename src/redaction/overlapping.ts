/** Bytes that are looked at together, and how many of them are looked at twice: more than any secret has. */
const PIECE = 64 * 1024
const OVERLAP = 16 * 1024

/** Bytes in pieces of which one at least has a secret whole. As one text they would be there twice. */
export function* overlapping(
  bytes: Buffer,
): Generator<{ readonly at: number; readonly piece: Buffer }> {
  for (let at = 0; ; at += PIECE - OVERLAP) {
    yield { at, piece: bytes.subarray(at, at + PIECE) }
    if (at + PIECE >= bytes.length) return
  }
}
