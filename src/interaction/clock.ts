/**
 * The real time in milliseconds since the epoch, also where a test has replaced `Date` by a fake clock:
 * the functions are taken once, when this module loads.
 */
export const now: () => number = Date.now.bind(Date)

/** Milliseconds from a fixed point, never going back; for durations. */
export const elapsed: () => number = performance.now.bind(performance)
