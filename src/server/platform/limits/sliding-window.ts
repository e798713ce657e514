/** Uses in a window of time and in the one before it. */
export interface Counts {
  /** Which window since 1970 `current` is of. */
  window: number
  current: number
  previous: number
}

export interface Limit {
  /** Part of the store's key: rate_limit:<name>:<identifier>. */
  name: string
  points: number
  seconds: number
}

export interface Taken {
  /** Seconds to wait; 0 while within the limit. */
  retryAfter: number
  /** Uses that are left for the next `reset` seconds; then there are more. */
  remaining: number
  reset: number
}

/** The counts as they stand at a time, in milliseconds. */
export function countsAt(counts: Counts | undefined, { seconds }: Limit, now: number): Counts {
  const window = Math.floor(now / (seconds * 1000))
  if (counts?.window === window) return counts
  return { window, current: 0, previous: counts?.window === window - 1 ? counts.current : 0 }
}

/**
 * Uses of the last `seconds`: those of this window, and of the one before as large a share as is not over yet, as if
 * its uses had been spread evenly.
 */
export function used({ current, previous }: Counts, limit: Limit, now: number): number {
  return (previous * left(limit, now)) / (limit.seconds * 1000) + current
}

/** What to tell of counts that a use was just added to, or refused. */
export function takenOf(counts: Counts, isAllowed: boolean, limit: Limit, now: number): Taken {
  if (isAllowed) {
    const remaining = Math.max(0, Math.floor(limit.points - used(counts, limit, now)))
    return { retryAfter: 0, remaining, reset: toSeconds(left(limit, now)) }
  }
  const wait = Math.max(1, toSeconds(untilOneFits(counts, limit, now)))
  return { retryAfter: wait, remaining: 0, reset: wait }
}

/** Milliseconds until one more use is within the limit, if none comes before. */
function untilOneFits({ current, previous }: Counts, limit: Limit, now: number): number {
  const room = limit.points - 1
  const length = limit.seconds * 1000
  if (current <= room) return left(limit, now) - (length * (room - current)) / previous
  return left(limit, now) + length - (length * room) / current
}

/** Milliseconds that are left of the window. */
function left({ seconds }: Limit, now: number): number {
  return seconds * 1000 - (now % (seconds * 1000))
}

const toSeconds = (milliseconds: number) => Math.ceil(milliseconds / 1000)
